import { expose } from 'comlink'
import { createTableEngine } from './table-engine.ts'
import { installFailureTransfer } from './transfer.ts'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes()
installFailureTransfer()
expose(createTableEngine())
