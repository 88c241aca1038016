export {type ConvolutionElement, type ConvolutionOptions, type ConvolutionValue, convolution} from "./convolution.ts";
export {type DrawingPadElement, type DrawingPadOptions, drawingPad} from "./drawing-pad.ts";
export {type FeatureMapsOptions, featureMaps} from "./feature-maps.ts";
export {type MaxPoolingElement, type MaxPoolingOptions, type MaxPoolingValue, maxPooling} from "./max-pooling.ts";
