export {type ConvolutionElement, type ConvolutionOptions, type ConvolutionValue, convolution} from "./convolution.ts";
export {type FeatureMapsOptions, featureMaps} from "./feature-maps.ts";
