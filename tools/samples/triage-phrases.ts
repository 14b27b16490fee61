/**
 * What the made-up notes are put together from. Every list is invented for this sample; nothing in it comes from a patient.
 * A phrase may have several wordings: as a clinician would write, abbreviate or mistype it.
 */
export type Phrase = readonly string[]

export interface Complaint {
  readonly wordings: Phrase
  /** How much this complaint by itself speaks for an admission, in units of the latent severity. */
  readonly weight: number
  readonly worse: readonly Phrase[]
  readonly better: readonly Phrase[]
}

export const complaints: readonly Complaint[] = [
  {
    wordings: ['chest pain', 'CP', 'pain in the chest', 'chest discomfort', 'chset pain'],
    weight: 0.5,
    worse: [
      ['radiating to the left arm', 'going into L arm', 'radiates to jaw'],
      ['sweating and pale', 'diaphoretic', 'clammy'],
      ['ECG with ST changes', 'ST depression on ECG', 'ECG abnormal'],
    ],
    better: [
      ['worse on pressing the ribs', 'reproducible on palpation', 'tender over the costal margin'],
      ['ECG normal', 'normal ECG', 'ECG unremarkable'],
      ['settled with antacid', 'gone after antacids', 'burning after meals'],
    ],
  },
  {
    wordings: ['shortness of breath', 'SOB', 'breathless', 'difficulty breathing', 'short of breth'],
    weight: 0.6,
    worse: [
      ['cannot finish sentences', 'speaking in single words', 'too breathless to talk'],
      ['sats 86 % on air', 'SpO2 87 on room air', 'saturation 84 %'],
      ['using accessory muscles', 'marked work of breathing', 'resp rate 32'],
    ],
    better: [
      ['sats 98 % on air', 'SpO2 99 on room air', 'saturation normal'],
      ['improved with own inhaler', 'better after salbutamol', 'relieved by inhaler'],
      ['mainly when anxious', 'on stairs only, unchanged for months', 'long standing, no change'],
    ],
  },
  {
    wordings: ['abdominal pain', 'abdo pain', 'belly pain', 'stomach ache', 'abdominl pain'],
    weight: 0.1,
    worse: [
      ['rigid abdomen with guarding', 'guarding and rebound', 'peritonitic'],
      ['vomiting blood', 'haematemesis', 'coffee ground vomit'],
      ['bowels not open for four days and distended', 'distended, no flatus', 'absolute constipation'],
    ],
    better: [
      ['abdomen soft', 'soft, non tender', 'SNT'],
      ['eating and drinking', 'tolerating oral intake', 'keeping fluids down'],
      ['cramps since a takeaway meal', 'after spicy food', 'similar to her usual period pain'],
    ],
  },
  {
    wordings: ['fever', 'febrile', 'high temperature', 'temp at home', 'feever'],
    weight: 0.15,
    worse: [
      ['rigors and confusion', 'shaking chills, muddled', 'rigors, not making sense'],
      ['BP 84 systolic', 'hypotensive', 'low blood pressure, cold hands'],
      ['on chemotherapy', 'chemo last week', 'immunosuppressed'],
    ],
    better: [
      ['runny nose and sore throat', 'coryzal', 'cold symptoms'],
      ['settles with paracetamol', 'responds to antipyretics', 'better after paracetamol'],
      ['well in between', 'playing and alert', 'looks well'],
    ],
  },
  {
    wordings: ['headache', 'HA', 'head pain', 'migraine', 'hedache'],
    weight: -0.2,
    worse: [
      ['sudden, worst ever', 'thunderclap onset', 'came on like a blow'],
      ['neck stiff, dislikes light', 'photophobia and neck stiffness', 'meningism'],
      ['weak on one side', 'right sided weakness', 'slurred speech'],
    ],
    better: [
      ['like her usual migraine', 'typical migraine', 'same as before'],
      ['neuro exam normal', 'no neurological deficit', 'neurologically intact'],
      ['after a long day at the screen', 'tension type', 'stress at work'],
    ],
  },
  {
    wordings: ['fall', 'fell at home', 'mechanical fall', 'slipped', 'had a fal'],
    weight: 0.0,
    worse: [
      ['hip shortened and rotated', 'leg shortened, externally rotated', 'cannot weight bear at all'],
      ['on the floor all night', 'long lie', 'found on floor after many hours'],
      ['on warfarin with head wound', 'anticoagulated, hit head', 'head injury on apixaban'],
    ],
    better: [
      ['walking normally', 'mobilising independently', 'weight bearing'],
      ['graze only', 'superficial abrasion', 'small bruise'],
      ['no loss of consciousness', 'no LOC', 'remembers everything'],
    ],
  },
  {
    wordings: ['ankle injury', 'twisted ankle', 'sprained ankle', 'ankle pain', 'ankel injury'],
    weight: -1.0,
    worse: [
      ['deformed and numb foot', 'dislocated, foot pale', 'obvious deformity'],
      ['bone visible', 'open fracture', 'open wound over the fracture'],
    ],
    better: [
      ['able to take four steps', 'walks with a limp', 'weight bearing'],
      ['swelling only', 'mild swelling', 'some bruising'],
    ],
  },
  {
    wordings: ['rash', 'skin rash', 'itchy skin', 'spots', 'rach'],
    weight: -0.8,
    worse: [
      ['does not fade on pressing', 'non blanching', 'purpuric'],
      ['lips and tongue swollen', 'tongue swelling', 'facial swelling and wheeze'],
    ],
    better: [
      ['itchy for two weeks', 'comes and goes', 'known eczema'],
      ['fades on pressing', 'blanching', 'blanches'],
    ],
  },
  {
    wordings: ['dizziness', 'dizzy', 'light headed', 'vertigo', 'dizy spells'],
    weight: -0.1,
    worse: [
      ['collapsed twice today', 'syncope without warning', 'passed out while sitting'],
      ['pulse 34', 'heart rate 160', 'new irregular fast pulse'],
      ['black stools', 'melaena', 'tarry stool for three days'],
    ],
    better: [
      ['on turning in bed', 'positional', 'only when turning head'],
      ['lying and standing BP normal', 'no postural drop', 'obs stable'],
    ],
  },
  {
    wordings: ['cough', 'coughing', 'productive cough', 'chesty cough', 'couhg'],
    weight: -0.2,
    worse: [
      ['coughing up blood', 'haemoptysis', 'blood in sputum'],
      ['crackles and sats 88 %', 'bibasal creps, on oxygen', 'needs oxygen'],
      ['weight loss and night sweats', 'lost 10 kg', 'drenching night sweats'],
    ],
    better: [
      ['chest clear', 'lungs clear', 'good air entry'],
      ['for three days with a cold', 'with runny nose', 'viral picture'],
    ],
  },
]

/** Phrases of any complaint that speak for or against, weakly. */
export const generalWorse: readonly Phrase[] = [
  ['looks unwell', 'looks poorly', 'unwell'],
  ['tachycardic', 'HR 118', 'pulse 122'],
  ['lives alone and not coping', 'no support at home', 'cannot manage at home'],
  ['drowsy', 'hard to rouse', 'sleepy but rousable'],
  ['dehydrated', 'dry mucous membranes', 'poor oral intake for days'],
]
export const generalBetter: readonly Phrase[] = [
  ['obs normal', 'vitals within normal limits', 'all obs stable'],
  ['looks well', 'alert and comfortable', 'chatting, comfortable'],
  ['walked in', 'walked to the room', 'drove himself here'],
  ['pain 2/10', 'mild', 'pain score 3'],
  ['family at home', 'partner with her', 'good support at home'],
]

/** Things that are said of anybody. */
export const fillers: readonly Phrase[] = [
  ['NKDA', 'no known allergies', 'allergic to penicillin'],
  ['hx of hypertension', 'known HTN', 'on amlodipine'],
  ['type 2 diabetes', 'T2DM on metformin', 'diabetic'],
  ['ex smoker', 'smokes 10 a day', 'never smoked'],
  ['brought by ambulance', 'came with daughter', 'GP letter with patient'],
  ['seen last month for the same', 'first visit here', 'return visit'],
  ['asthma as a child', 'mild asthma', 'hay fever'],
  ['took ibuprofen', 'took paracetamol at home', 'no analgesia yet'],
  ['symptoms since yesterday', 'for two days', 'started this morning', 'on and off for a week'],
  ['works in an office', 'retired', 'student', 'works shifts'],
]

/** Symptoms that notes deny. */
export const denied: Phrase = [
  'chest pain', 'fever', 'vomiting', 'shortness of breath', 'weakness', 'bleeding', 'head injury', 'rash', 'collapse',
] // prettier-ignore
export const denials: Phrase = ['no', 'denies', 'nil', 'without']
