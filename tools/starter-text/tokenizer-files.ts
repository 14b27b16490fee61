import { padToken, unknownToken, type EncoderTables } from './encoder-tables.ts'
import { continuation } from './pieces.ts'
import { settings } from './settings.ts'
import { wordPattern } from './words.ts'

/** A longer run of letters is no word: it is unknown. */
const maxWordLength = 40

/** The three JSON files that transformers.js reads beside the weights, by path. */
export function tokenizerFiles({ tokens, dimensions }: EncoderTables): Record<string, unknown> {
  return {
    'config.json': {
      // the plainest class of encoder that transformers.js knows: it passes the inputs on and returns every output
      model_type: 'bert',
      architectures: ['BertModel'],
      hidden_size: dimensions,
      vocab_size: tokens.length,
      pad_token_id: tokens.indexOf(padToken),
    },
    'tokenizer_config.json': {
      tokenizer_class: 'PreTrainedTokenizerFast',
      pad_token: padToken,
      unk_token: unknownToken,
      model_max_length: settings.maxTokens,
      model_input_names: ['input_ids', 'attention_mask'],
    },
    'tokenizer.json': {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [padToken, unknownToken].map((content) => ({
        id: tokens.indexOf(content),
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      })),
      normalizer: {
        type: 'BertNormalizer',
        clean_text: true,
        handle_chinese_chars: false,
        strip_accents: true,
        lowercase: true,
      },
      pre_tokenizer: {
        type: 'Split',
        pattern: { Regex: wordPattern },
        behavior: 'Removed',
        invert: true,
      },
      post_processor: null,
      decoder: { type: 'WordPiece', prefix: continuation, cleanup: false },
      model: {
        type: 'WordPiece',
        unk_token: unknownToken,
        continuing_subword_prefix: continuation,
        max_input_chars_per_word: maxWordLength,
        vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      },
    },
  }
}
