// Data alone, for pages that draw them and train nothing.
export {type CircleOptions, circle} from "./circle.ts";
export {type Dataset, dataset, signs} from "./dataset.ts";
export {type GaussOptions, gauss} from "./gauss.ts";
export {type GlyphOptions, type Glyphs, glyphNames, glyphs} from "./glyphs.ts";
export {type MultiGaussOptions, multiGauss} from "./multi-gauss.ts";
export {type PlaneOptions, plane} from "./plane.ts";
export {type RegressionSet, regressionSet} from "./regression-set.ts";
export {type SpiralOptions, spiral} from "./spiral.ts";
export {type XorOptions, xor} from "./xor.ts";
