/** Everything the encoder's bytes depend on; docs/decisions/0010-starter-image.md says why. */
export const settings = {
  /** Width and height of the picture it reads, in pixels. */
  size: 96,
  /** The picture is halved between them: wavelengths of about 4, 8, 16 and 32 pixels. */
  scales: 4,
  /** Of the wavelets, over half a turn. */
  orientations: 8,
  wavelet: {
    /** Width of the envelope across the wave's crests, a standard deviation in pixels. */
    sigma: 1.2,
    /** Radians a pixel. */
    frequency: 1.7,
    /** Width across the crests over length along them. */
    slant: 0.6,
    /** Filters are cut to 2 radius + 1 pixels square. */
    radius: 4,
  },
  /** First-order means and brightness are taken in each of grid x grid parts of the picture. */
  grid: 3,
  /** c of log(1 + x / c), where 1 is the step from black to white: about the noise of 8 bits. */
  logConstant: 0.01,
  /** Percentiles of each colour are taken of means over so many pixels square. */
  percentileCell: 4,
  percentiles: [2, 10, 25, 50, 75, 90, 98],
} as const
