import { expect, it } from 'vitest'
import { foreignLanguage } from './text-language.ts'

it.each([
  ['Der Patient wurde mit Fieber und Husten aufgenommen, keine Vorerkrankungen', 'German'],
  ['Patient admis avec une fièvre et des douleurs, pas de dyspnée', 'French'],
  ['Paciente con fiebre y tos por tres días, sin antecedentes', 'Spanish'],
  ['Paziente con febbre e tosse da tre giorni, alla visita una lesione del polmone', 'Italian'],
  ['De patiënt werd met koorts opgenomen, geen voorgeschiedenis van het hart', 'Dutch'],
  ['Doente com febre e tosse, não tem os exames para uma avaliação', 'Portuguese'],
  ['Пациент поступил с лихорадкой', 'script'],
  ['患者は発熱と咳で入院した', 'script'],
])('row 50: “%s” is %s', (text, language) => {
  expect(foreignLanguage(text)).toBe(language)
})

it.each([
  'The patient was admitted with fever and cough, without a history of heart disease',
  'Pt c/o SOB x3d, PMH HTN, DM. O/E RR 22, die IM in situ',
  'Cor pulmonale de novo, status post CABG',
  'α-fetoprotein and β-hCG raised',
  'ok',
  '',
])('says nothing of English, abbreviations and Latin: “%s”', (text) => {
  expect(foreignLanguage(text)).toBeNull()
})
