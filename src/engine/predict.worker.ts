import { expose } from 'comlink'
import { createPredictEngine } from './predict-engine.ts'
import { installFailureTransfer } from './transfer.ts'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes()
installFailureTransfer()

expose(createPredictEngine())
