import type { Dtype } from './encoder.ts'
import type { KnownEncoder } from './inspect-model.ts'

/**
 * An encoder that others publish, as its own card and files describe it: what a person reads before fetching it, and
 * what a command needs to fetch it by its hub id. Not to be confused with an encoder that is installed.
 */
export interface EncoderCard extends KnownEncoder {
  /** Commit on the hub; a branch where no commit is known, and then it is listed in `unconfirmed`. */
  readonly revision: string
  /** Of the ONNX weights with their external data, rounded to three digits where only the hub's listing is known. */
  readonly bytes: Partial<Record<Dtype, number>>
  /** What was consulted: the model's card and configuration, the hub's listing, transformers.js. */
  readonly source: string
  /** Fields that none of these settle: inferred, or known only from other projects. */
  readonly unconfirmed: readonly (keyof EncoderCard)[]
  /** Whether this project has run it itself. */
  readonly ran: boolean
}

const CLIP = {
  id: 'Xenova/clip-vit-base-patch32',
  revision: 'd15189d7028b43f1d3e65039190477f6af591c2a',
  dimensions: 512,
  pooling: 'model',
  prefix: '',
  licence: 'MIT; OpenAI’s card puts any deployed use out of scope',
  source:
    'LICENSE of openai/CLIP; its card; transformers.js (examples of the CLIP towers); commit and sizes as other projects pin them',
  ran: false,
} as const

const SIGLIP_2 = {
  id: 'onnx-community/siglip2-base-patch16-224-ONNX',
  revision: 'ba1f3b0843f24bc5417d38e19c37b287d719b2f4',
  dimensions: 768,
  output: 'pooler_output',
  pooling: 'model',
  prefix: '',
  licence: 'Apache-2.0 for Google’s weights; the conversion states none',
  source:
    'card of google/siglip2-base; transformers (fixed resolutions are SigLIP’s architecture); transformers.js (examples of the SigLIP towers); commit and sizes as other projects pin them',
  ran: false,
} as const

/** Encoders worth knowing, texts first; docs/decisions/0012-encoder-catalogue.md says how the facts were gathered. */
export const encoderCards: readonly EncoderCard[] = [
  {
    id: 'Xenova/bert-base-uncased',
    // The main branch is the fill-mask model, whose only output is the logits [n, length, 30522]
    revision: 'default',
    title: 'BERT base, uncased',
    modality: 'text',
    dimensions: 768,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'cls',
    prefix: '',
    maxTokens: 512,
    licence: 'Apache-2.0',
    bytes: {},
    medical:
      'Pre-trained on books and English Wikipedia to fill gaps, not to compare texts, and on no clinical notes; the encoder of the reference method.',
    source:
      'hub pages of google-bert/bert-base-uncased (licence, data sets, tokenizer_config.json); transformers.js 2 and 3 (example with the branch "default", [1, 8, 768])',
    unconfirmed: ['revision', 'weights', 'bytes'],
    ran: false,
  },
  {
    id: 'Xenova/all-MiniLM-L6-v2',
    revision: 'cb3d680149bf9a3209564e1b27ab3bb355b65707',
    title: 'all-MiniLM-L6-v2',
    modality: 'text',
    dimensions: 384,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'mean',
    prefix: '',
    // The tokenizer would take 512; the card cuts at 256 word pieces
    maxTokens: 256,
    licence: 'Apache-2.0',
    bytes: { fp32: 90_400_000, fp16: 45_300_000, q8: 22_972_370 },
    medical:
      'Trained on general English sentence pairs, scientific abstracts among them; small and quick, without clinical notes in its list of data.',
    source:
      'card of sentence-transformers/all-MiniLM-L6-v2; card, config.json and listing of Xenova/all-MiniLM-L6-v2; git pointer of the q8 file',
    unconfirmed: [],
    ran: false,
  },
  {
    id: 'Xenova/bge-small-en-v1.5',
    revision: 'b7ad92a45a298ac620504489f28ecb6ac66ad67c',
    title: 'BGE small, English, v1.5',
    modality: 'text',
    dimensions: 384,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'cls',
    // Its instruction is for short queries of a search
    prefix: '',
    maxTokens: 512,
    licence: 'MIT',
    bytes: { fp32: 133_000_000, fp16: 66_700_000, q8: 34_000_000 },
    medical: 'Made for search and comparison of general English text, not for medicine.',
    source:
      'hub pages of BAAI/bge-small-en-v1.5 (licence, 1_Pooling, sentence_bert_config.json); listing of Xenova/bge-small-en-v1.5',
    unconfirmed: ['prefix', 'medical'],
    ran: false,
  },
  {
    id: 'Xenova/multilingual-e5-small',
    revision: '97cb8f96eaed1a1f0dac821239943e854fce9c36',
    title: 'E5 small, multilingual',
    modality: 'text',
    dimensions: 384,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'mean',
    prefix: 'query: ',
    maxTokens: 512,
    licence: 'MIT',
    bytes: { fp32: 470_000_000, fp16: 235_000_000, q8: 118_000_000 },
    medical: 'Made for general text of 94 languages, so for notes that are not in English; not for medicine.',
    source:
      'hub pages of intfloat/multilingual-e5-small (licence, languages, 1_Pooling); the E5 cards’ questions and answers (prefix for features); config.json and listing of Xenova/multilingual-e5-small',
    unconfirmed: ['medical'],
    ran: false,
  },
  {
    id: 'Xenova/SapBERT-from-PubMedBERT-fulltext',
    revision: '0970b6fc7204ea233c894fcbcad3bdc3d077209f',
    title: 'SapBERT (PubMedBERT)',
    modality: 'text',
    dimensions: 768,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'cls',
    prefix: '',
    maxTokens: 512,
    licence: 'Apache-2.0',
    bytes: { fp32: 436_000_000, fp16: 218_000_000, q8: 110_000_000 },
    medical:
      'PubMedBERT, pre-trained on PubMed articles, then trained to bring synonyms of UMLS together: its card expects names of biomedical terms, not whole notes.',
    source:
      'card and hub pages of cambridgeltl/SapBERT-from-PubMedBERT-fulltext (data, CLS, licence); card and listing of Xenova/SapBERT-from-PubMedBERT-fulltext (436 MB: no fill-mask head)',
    unconfirmed: ['output', 'maxTokens'],
    ran: false,
  },
  {
    id: 'onnx-community/embeddinggemma-300m-ONNX',
    revision: '5090578d9565bb06545b4552f76e6bc2c93e4a66',
    title: 'EmbeddingGemma 300M',
    modality: 'text',
    dimensions: 768,
    weights: 'model',
    output: 'sentence_embedding',
    pooling: 'model',
    prefix: 'task: classification | query: ',
    maxTokens: 2048,
    licence:
      'Gemma Terms of Use (not open source: uses are prohibited by policy; Google’s own copy asks for agreement first)',
    // No fp16: the model’s activations do not fit it
    bytes: { fp32: 1_230_000_000, q8: 309_458_498 },
    medical:
      'Trained on general web text, code and synthetic tasks in over 100 languages; its announcement fine-tunes it before it is used on medical papers, so it is no medical model as it is.',
    source:
      'announcement of the model by the hub (prompts, 2,048 tokens, pooling, transformers.js example); commit and sizes as other projects pin them',
    unconfirmed: ['revision', 'bytes'],
    ran: false,
  },
  {
    id: 'onnx-community/Qwen3-Embedding-0.6B-ONNX',
    revision: 'c25a394dd583836952667c12f008335071b3f43d',
    title: 'Qwen3 Embedding 0.6B',
    modality: 'text',
    dimensions: 1024,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'last',
    // Instructions are for queries; documents have none
    prefix: '',
    maxTokens: 32_768,
    licence: 'Apache-2.0',
    bytes: { q8: 613_527_631 },
    medical:
      'A general language model of over 100 languages made into an embedder, not for medicine; long notes fit, slowly.',
    source:
      'copies of the card of Qwen/Qwen3-Embedding-0.6B and its 1_Pooling (last token, 1,024, 32k); commit and size as other projects pin them',
    unconfirmed: ['revision', 'output', 'prefix', 'bytes', 'medical'],
    ran: false,
  },
  {
    ...CLIP,
    title: 'CLIP ViT-B/32, text tower',
    modality: 'text',
    weights: 'text_model',
    output: 'text_embeds',
    maxTokens: 77,
    bytes: { fp32: 254_058_553, q8: 64_504_507 },
    medical:
      'Trained on English captions of pictures from the internet: short phrases, no clinical text; longer notes are cut at 77 tokens.',
    unconfirmed: ['revision', 'maxTokens', 'bytes'],
  },
  {
    ...SIGLIP_2,
    title: 'SigLIP 2 base, text tower',
    modality: 'text',
    weights: 'text_model',
    // Trained on texts padded to exactly this length
    maxTokens: 64,
    bytes: { q8: 283_438_275 },
    medical:
      'Trained on captions of web pictures in many languages: short phrases, not clinical text; longer notes are cut at 64 tokens.',
    unconfirmed: ['revision', 'maxTokens', 'licence', 'bytes'],
  },
  {
    id: 'Xenova/vit-base-patch16-224-in21k',
    revision: '096edaa7104fcb9389ba5ecf0751f6d9a3b6eb44',
    title: 'ViT base, ImageNet-21k',
    modality: 'image',
    dimensions: 768,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'cls',
    prefix: '',
    maxTokens: 0,
    licence: 'Apache-2.0',
    bytes: { fp32: 343_000_000, fp16: 172_000_000, q8: 87_500_000 },
    medical:
      'Trained to name 21,843 kinds of things in 14 million pictures of general content, not on a medical collection; the image encoder of the reference method.',
    source:
      'hub pages of google/vit-base-patch16-224-in21k (licence) and copies of its card; listing of Xenova/vit-base-patch16-224-in21k; transformers.js 2 and 3 (example, [1, 197, 768])',
    unconfirmed: [],
    ran: false,
  },
  {
    id: 'Xenova/dinov2-small',
    revision: 'bd222e886723524568931e43031f6d9327896fac',
    title: 'DINOv2 small',
    modality: 'image',
    dimensions: 384,
    weights: 'model',
    output: 'last_hidden_state',
    pooling: 'cls',
    prefix: '',
    maxTokens: 0,
    licence: 'Apache-2.0',
    bytes: { fp32: 88_500_000, fp16: 44_400_000, q8: 24_500_000 },
    medical:
      'Learnt from 142 million selected pictures without labels; its card speaks of logistic regression on the class token, and does not mention medical pictures.',
    source:
      'MODEL_CARD.md of facebookresearch/dinov2; hub pages of facebook/dinov2-small (licence); listing of Xenova/dinov2-small',
    unconfirmed: ['output'],
    ran: false,
  },
  {
    id: 'onnx-community/dinov3-vits16-pretrain-lvd1689m-ONNX',
    revision: '48988dfe73065df8d6f5ccc0edc7c8bcf307de41',
    title: 'DINOv3 ViT-S/16',
    modality: 'image',
    dimensions: 384,
    weights: 'model',
    // The class token comes first of 201: 4 registers and 196 patches follow
    output: 'last_hidden_state',
    pooling: 'cls',
    prefix: '',
    maxTokens: 0,
    licence:
      'DINOv3 License of Meta (not open source: conditions on use, copies and publications; Meta’s own copy asks for contact details first)',
    bytes: { fp32: 86_485_745 },
    medical:
      'Distilled from a larger model that learnt from 1,689 million web pictures without labels, not from a medical collection.',
    source:
      'card of facebook/dinov3-vits16-pretrain-lvd1689m; transformers.js (example, [1, 201, 384]); commit and sizes as other projects pin them',
    unconfirmed: ['revision', 'bytes'],
    ran: false,
  },
  {
    ...CLIP,
    title: 'CLIP ViT-B/32, image tower',
    modality: 'image',
    weights: 'vision_model',
    output: 'image_embeds',
    maxTokens: 0,
    bytes: { fp32: 351_685_709 },
    medical:
      'Trained on captioned pictures from the internet; its card asks for thorough testing on the task at hand, and the data sets that it names are not medical.',
    unconfirmed: ['revision', 'bytes'],
  },
  {
    ...SIGLIP_2,
    title: 'SigLIP 2 base, image tower',
    modality: 'image',
    weights: 'vision_model',
    maxTokens: 0,
    bytes: { fp32: 371_807_752, fp16: 186_039_516, q8: 94_553_333 },
    medical: 'Trained on captioned web pictures in many languages, not on a medical collection.',
    unconfirmed: ['revision', 'licence', 'bytes'],
  },
]
