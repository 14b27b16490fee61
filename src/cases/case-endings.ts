import { tableExtensions } from '../core/tables/formats.ts'

/** What a file picker offers where cases are opened: tables, archives, vectors and pictures. */
export const caseEndings = `${tableExtensions.map((extension) => `.${extension}`).join()},.zip,.npy,image/*,.dcm`
