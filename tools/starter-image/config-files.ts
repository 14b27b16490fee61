import { dimensions } from './encoder-graph.ts'
import { settings } from './settings.ts'

const { size } = settings

/** The JSON files that transformers.js reads beside the weights, by path. */
export const configFiles = {
  'config.json': {
    // the plainest class of image encoder that transformers.js knows: it passes the pixels on and returns every output
    model_type: 'vit',
    architectures: ['ViTModel'],
    hidden_size: dimensions,
    image_size: size,
    num_channels: 3,
  },
  'preprocessor_config.json': {
    image_processor_type: 'ViTImageProcessor',
    do_convert_rgb: true,
    // the whole picture, whatever its shape: nothing of it is cut away
    do_resize: true,
    size: { width: size, height: size },
    resample: 2,
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
  },
}
