export {factorText, gradientReport} from "./gradient-report.ts";
