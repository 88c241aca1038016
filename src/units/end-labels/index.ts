export {type EndLabelsOptions, endLabels} from "./end-labels.ts";
