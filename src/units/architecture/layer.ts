/**
 * The shape of one example's activations, without the batch: [height, width, channels] of an image, [units] of a vector,
 * [rows, columns] of a memory, [] of a single number.
 */
export type Shape = readonly number[];

/** A layer of a network as plain data: what it is called, what it does, and whose outputs it reads. */
export type Layer = {[Type in LayerType]: LayerOf<Type>}[LayerType];

export interface LayerOf<Type extends LayerType> {
  /** Unique in its list. */
  readonly name: string;
  readonly type: Type;
  readonly options?: LayerOptions[Type];
  /** Names of earlier layers. Absent means the layer before; an input layer has none. */
  readonly inputs?: readonly string[];
  /** Layers that name the same weights share them: their parameters are counted once, their gradients add. */
  readonly weights?: string;
  /** Layers of one group stand together in a column of the picture: "t = 1". */
  readonly group?: string;
}

/** What each kind of layer may be told. Sizes are in pixels, units or rows; every one is a positive integer. */
export interface LayerOptions {
  input: {shape: Shape};
  /** `kernel` is a square's side. `groups` splits the channels, as Krizhevsky et al. (2012) did over two graphics cards. */
  conv: {filters: number; kernel: number; stride?: number; padding?: number; groups?: number; bias?: boolean};
  pool: {kernel: number; stride?: number; padding?: number};
  /** Local response normalization over `size` neighbouring channels. */
  lrn: {size?: number};
  /** Reads its inputs end to end as one vector. */
  dense: {units: number; bias?: boolean};
  relu: Empty;
  sigmoid: Empty;
  tanh: Empty;
  softmax: Empty;
  dropout: {rate?: number};
  /** Sums inputs of one shape. */
  add: Empty;
  /** Joins vectors end to end. */
  concat: Empty;
  /** Content, interpolation, shift and sharpening: inputs are (head parameters, memory, previous weighting). */
  address: Empty;
  /** Content addressing: inputs are (head parameters, memory). */
  content: Empty;
  /** Interpolation with the previous weighting: inputs are (head parameters, content weighting, previous weighting). */
  interpolate: Empty;
  /** Convolutional shift: inputs are (head parameters, weighting). */
  shift: Empty;
  /** Sharpening: inputs are (head parameters, weighting). */
  sharpen: Empty;
  /** Σ w(i) M(i): inputs are (weighting, memory). */
  read: Empty;
  /** Erase, then add: inputs are (head parameters, weighting, memory). */
  write: Empty;
  /** A single number from whatever it reads. A second loss among its inputs is added to its own. */
  loss: Empty;
}

type Empty = Record<string, never>;

export type LayerType = keyof LayerOptions;

/** A list of layers in an order in which each comes after what it reads. A list that knows its own dials carries them. */
export interface LayerList extends ReadonlyArray<Layer> {
  readonly title?: string;
  readonly dials?: readonly Dial[];
  /** The same network at other settings of its dials, by the dials' names. */
  readonly rebuild?: (settings: Readonly<Record<string, number>>) => LayerList;
}

/** A size that the reader may change. A `toggle` is 0 or 1. */
export interface Dial {
  readonly name: string;
  readonly label: string;
  readonly kind: "range" | "toggle";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}
