import type { Phrase } from './triage-phrases.ts'

/*
 * What the made-up notes beside the smears are put together from. Every list is invented for this sample; nothing in it
 * comes from a patient. None names an outcome.
 */

export const requests: Phrase = [
  'smear asked for because of fever', 'smear with the full count', 'film please, feverish', 'fever, blood film',
  'feverish for two days', 'film for review', 'please look at the film', 'temp and malaise', 'unwell, smear please',
] // prettier-ignore

/** Phrases that speak for germs that make pus. */
export const speaksFor: readonly Phrase[] = [
  ['shaking chills', 'rigors twice today', 'shivering in bouts'],
  ['cough with green sputum', 'productive cough, rusty sputum', 'thick yellow phlegm'],
  ['burning on passing water', 'dysuria and loin pain', 'flank pain, cloudy urine'],
  ['leg red, hot and swollen', 'spreading redness of the calf', 'hot tender shin'],
  ['wound is discharging pus', 'wound edges inflamed, purulent', 'drain fluid turbid'],
  ['crackles at one base', 'dull at the right base', 'bronchial breathing on the left'],
  ['tonsils with exudate', 'quinsy on one side', 'tender glands under the jaw, coated tonsils'],
  ['muddled since last night', 'new confusion', 'drowsy and sweating'],
  ['indwelling catheter', 'port in place', 'central line for a week'],
]

/** Phrases that speak against them. */
export const speaksAgainst: readonly Phrase[] = [
  ['runny nose and sneezing', 'coryza, whole family ill', 'blocked nose, children have colds'],
  ['dry cough only', 'tickly cough', 'hoarse with a dry cough'],
  ['aching all over', 'muscle aches, headache behind the eyes', 'myalgia and tiredness'],
  ['fine rash on the trunk', 'faint spots since yesterday', 'blotchy rash, not itchy'],
  ['watery stools', 'loose stools after a trip', 'vomiting, others at the table ill too'],
  ['new tablet started ten days ago', 'began allopurinol this month', 'drug changed last week'],
  ['stiff finger joints in the morning', 'joints ache for months', 'known gout, toe painful'],
  ['mosquito bites on holiday', 'back from the coast last week', 'tick removed in spring'],
  ['comes every evening and goes by itself', 'settles without treatment', 'on and off for weeks'],
]

/** Things that are said of anybody. */
export const saidOfAnybody: readonly Phrase[] = [
  ['no allergies known', 'penicillin makes her sick', 'NKDA'],
  ['on metformin', 'type 2 diabetes', 'diet controlled diabetes'],
  ['takes a statin', 'known hypertension', 'on ramipril'],
  ['eats and drinks a little', 'appetite poor', 'drinking well'],
  ['lives with a partner', 'came with her son', 'lives alone'],
  ['works in a school', 'retired', 'driver', 'office work'],
  ['paracetamol this morning', 'took ibuprofen', 'nothing taken yet'],
  ['film of last year was normal', 'no earlier film', 'second sample, the first had clotted'],
  ['non smoker', 'ten a day', 'stopped smoking'],
]
