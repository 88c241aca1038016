export {
  type MiniBatchesElement,
  type MiniBatchesOptions,
  type MiniBatchesValue,
  miniBatches,
} from "./mini-batches.ts";
