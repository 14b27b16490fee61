import type { DataSet } from 'dicom-parser'

/**
 * What identifies a person, a place or a moment: the text and date attributes of the basic profile of DICOM PS3.15,
 * table E.1-1, that are common in images. Identifiers of objects (UIDs), which every file has, are not listed.
 */
const identifying: Readonly<Record<string, string>> = {
  x00080020: 'StudyDate',
  x00080021: 'SeriesDate',
  x00080022: 'AcquisitionDate',
  x00080023: 'ContentDate',
  x0008002a: 'AcquisitionDateTime',
  x00080030: 'StudyTime',
  x00080050: 'AccessionNumber',
  x00080080: 'InstitutionName',
  x00080081: 'InstitutionAddress',
  x00080090: 'ReferringPhysicianName',
  x00080092: 'ReferringPhysicianAddress',
  x00080094: 'ReferringPhysicianTelephoneNumbers',
  x00081010: 'StationName',
  x00081030: 'StudyDescription',
  x0008103e: 'SeriesDescription',
  x00081040: 'InstitutionalDepartmentName',
  x00081048: 'PhysiciansOfRecord',
  x00081050: 'PerformingPhysicianName',
  x00081060: 'NameOfPhysiciansReadingStudy',
  x00081070: 'OperatorsName',
  x00081080: 'AdmittingDiagnosesDescription',
  x00100010: 'PatientName',
  x00100020: 'PatientID',
  x00100030: 'PatientBirthDate',
  x00100032: 'PatientBirthTime',
  x00100040: 'PatientSex',
  x00101000: 'OtherPatientIDs',
  x00101001: 'OtherPatientNames',
  x00101005: 'PatientBirthName',
  x00101010: 'PatientAge',
  x00101040: 'PatientAddress',
  x00101060: 'PatientMotherBirthName',
  x00101090: 'MedicalRecordLocator',
  x00102154: 'PatientTelephoneNumbers',
  x00102160: 'EthnicGroup',
  x00102180: 'Occupation',
  x001021b0: 'AdditionalPatientHistory',
  x00104000: 'PatientComments',
  x00181000: 'DeviceSerialNumber',
  x00200010: 'StudyID',
  x00204000: 'ImageComments',
  x00321032: 'RequestingPhysician',
}

/** Longer values are not looked into: they are not empty. */
const longestBlank = 64

/** Names of the identifying tags that have a value, in the order of the tags. */
export const identifyingTags = (dataSet: DataSet): string[] =>
  Object.entries(identifying).flatMap(([tag, name]) => (hasValue(dataSet, tag) ? [name] : []))

function hasValue(dataSet: DataSet, tag: string): boolean {
  const length = dataSet.elements[tag]?.length ?? 0
  return length > longestBlank || Boolean(dataSet.string(tag)?.trim())
}
