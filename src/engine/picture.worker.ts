import { expose } from 'comlink'
import { browserDecoder } from './picture-decoder.ts'
import { createPictureEngine } from './picture-engine.ts'
import { installFailureTransfer } from './transfer.ts'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes()
installFailureTransfer()
expose(createPictureEngine(browserDecoder))
