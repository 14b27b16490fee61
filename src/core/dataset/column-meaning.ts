/** What the name of a column says about it; '-exact' where the whole name is the word. */
export type NameMeaning =
  | 'personal'
  | 'patient'
  | 'fold'
  | 'split'
  | 'folder'
  | 'site'
  | 'date'
  | 'label-exact'
  | 'label'
  | 'course'
  | 'text'
  | 'image'
  | 'id'

interface NamePattern {
  readonly meaning: NameMeaning
  /** Matches the whole name, in lower case, without what is neither letter nor digit. */
  readonly whole?: RegExp
  /** Matches one of the name's words. */
  readonly word?: RegExp
}

/**
 * What became of a patient: death, relapse, the intensive care that was needed. In most studies it is known only after the
 * moment at which one would predict.
 */
const courseWord =
  /^(?:died|dead|deaths?|deceased|alive|surviv(?:al|ed|or)|mortality|icu|itu|(?:re)?intubat(?:ed|ion)|extubat(?:ed|ion)|ventilated|ecmo|readmi(?:tted|ssion)|rehospitali[sz](?:ed|ation)|discharged?|disposition|relapsed?|recurr(?:ed|ence)|progressed|remission|recover(?:ed|y)|cured|complications?|los|needed|required)$/
const courseWhole =
  /^(?:vitalstatus|expired|(?:hospital)?lengthof(?:hospital|icu)?stay|timetoevent|followupstatus)$/
/** Words that put it before the case: "previous ICU stay", "family history of early death". */
const earlier =
  /^(?:prior|previous(?:ly)?|past|earlier|before|history|hx|family|familial|baseline|preop(?:erative)?)$/

/** The first that matches counts. */
const patterns: readonly NamePattern[] = [
  { meaning: 'personal', whole: /^(?:patient|full|first|last|middle|sur|fore|given|family|maiden)?names?$/ },
  { meaning: 'personal', word: /^(?:phone|telephone|mobile|e?mail|address|street|postcode|zip|zipcode|ssn)$/ },
  { meaning: 'patient', whole: /^(?:patients?|subjects?|participants?|persons?|pid|mrn|pseudonym|nhs(?:number|no)?)$/ },
  { meaning: 'patient', whole: /(?:patient|subject|participant|person|mrn|^pat)(?:id|no|nr|num|number|code|key|identifier)$/ },
  { meaning: 'fold', whole: /^(?:cv|k)?folds?(?:id|no|nr|number|index)?$/ },
  { meaning: 'split', whole: /^(?:split|subset|partition)s?$/ },
  { meaning: 'folder', whole: /^(?:sub)?(?:folder|director(?:y|ie)|dir)s?$/ },
  { meaning: 'image', word: /^(?:image|images|img|picture|photo|dicom|png|jpe?g|file|filename|path)$/ },
  { meaning: 'label-exact', whole: /^(?:label|labels|target|outcome|class|y|ytrue|groundtruth|goldstandard)$/ },
  { meaning: 'course', whole: courseWhole },
  { meaning: 'course', word: courseWord },
  { meaning: 'site', word: /^(?:site|hospital|cent(?:re|er)|clinic|institut(?:e|ion)|facility|ward|department|location|country|city|region|scanner|manufacturer|vendor|licen[cs]e)$/ },
  { meaning: 'date', word: /^(?:date|datetime|timestamp|dob|birthdate|birthday)$/ },
  { meaning: 'text', word: /^(?:notes?|text|report|abstract|comments?|narrative|impression|findings|history|summary|description|transcript|letter|complaint)$/ },
  { meaning: 'label', word: /^(?:label|target|outcome|class|diagnosis|dx|finding|endpoint|disease|condition|pathology|histology|malignan(?:t|cy))$/ },
  { meaning: 'id', word: /^(?:id|ids|uid|uuid|guid|identifier|index|idx|accession)$/ },
  { meaning: 'id', whole: /^(?:case|record|row|encounter|sample|specimen|report|exam|episode)(?:id|no|nr|num|number)?$/ },
] // prettier-ignore

/** What a column is for by its name alone, or undefined. Understands "patientId", "Patient ID", "patient_id". */
export function nameSays(name: string): NameMeaning | undefined {
  const words = nameWords(name)
  const whole = words.join('')
  const found = patterns.find(
    (p) => p.whole?.test(whole) ?? words.some((word) => p.word!.test(word)),
  )?.meaning
  return found === 'course' && words.some((word) => earlier.test(word)) ? undefined : found
}

/** Names under which rows of one patient repeat the same identifier; `doctor_id` is none of them. */
export function namesOnePatient(name: string): boolean {
  return /^(?:id|uid|uuid|identifier|case|record|study)(?:id|no|nr|number)?$/.test(nameWords(name).join(''))
}

/** "patientId" -> patient, id. */
export function nameWords(name: string): string[] {
  const spaced = name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
  return spaced.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
