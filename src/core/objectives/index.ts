export {classificationAccuracy, type Plateau, plateaus} from "./classification-accuracy.ts";
export {type LocalSearchOptions, localSearch, type SearchStep} from "./local-search.ts";
export {labelProbability, likelihood, logLikelihood, logLikelihoodGradient} from "./log-likelihood.ts";
export {type PerceptronOptions, type PerceptronStep, perceptron} from "./perceptron.ts";
export {separatingDirection} from "./separating-direction.ts";
export {linearScore, type Sign, type SignedSample, signedSamples} from "./signed-sample.ts";
