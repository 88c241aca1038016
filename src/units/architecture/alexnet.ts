import type {Layer} from "./layer.ts";
import {type NetworkList, networkList} from "./layer-list.ts";

export interface AlexNetOptions {
  /** Side of the square RGB image in pixels. The paper says 224; its own figures need 227. */
  size?: number;
  /** Split conv2, conv4 and conv5 into two groups, as on the paper's two graphics cards. */
  twoTowers?: boolean;
  classes?: number;
}

/**
 * The convolutional network of Krizhevsky, Sutskever and Hinton (2012): 60,965,224 parameters in two towers, 62,378,344
 * in one. Local response normalization stands before pooling, as in the paper's section 3.5.
 */
export function alexnet(options: AlexNetOptions = {}): NetworkList {
  const {size = 227, twoTowers = true, classes = 1000} = options;
  const groups = twoTowers ? 2 : 1;
  const layers: Layer[] = [
    {name: "image", type: "input", options: {shape: [size, size, 3]}, group: "stage 1"},
    {name: "conv1", type: "conv", options: {filters: 96, kernel: 11, stride: 4}, group: "stage 1"},
    {name: "relu1", type: "relu", group: "stage 1"},
    {name: "norm1", type: "lrn", options: {size: 5}, group: "stage 1"},
    {name: "pool1", type: "pool", options: {kernel: 3, stride: 2}, group: "stage 1"},
    {name: "conv2", type: "conv", options: {filters: 256, kernel: 5, padding: 2, groups}, group: "stage 2"},
    {name: "relu2", type: "relu", group: "stage 2"},
    {name: "norm2", type: "lrn", options: {size: 5}, group: "stage 2"},
    {name: "pool2", type: "pool", options: {kernel: 3, stride: 2}, group: "stage 2"},
    {name: "conv3", type: "conv", options: {filters: 384, kernel: 3, padding: 1}, group: "stage 3"},
    {name: "relu3", type: "relu", group: "stage 3"},
    {name: "conv4", type: "conv", options: {filters: 384, kernel: 3, padding: 1, groups}, group: "stage 3"},
    {name: "relu4", type: "relu", group: "stage 3"},
    {name: "conv5", type: "conv", options: {filters: 256, kernel: 3, padding: 1, groups}, group: "stage 4"},
    {name: "relu5", type: "relu", group: "stage 4"},
    {name: "pool5", type: "pool", options: {kernel: 3, stride: 2}, group: "stage 4"},
    {name: "fc6", type: "dense", options: {units: 4096}, group: "dense 1"},
    {name: "relu6", type: "relu", group: "dense 1"},
    {name: "drop6", type: "dropout", options: {rate: 0.5}, group: "dense 1"},
    {name: "fc7", type: "dense", options: {units: 4096}, group: "dense 2"},
    {name: "relu7", type: "relu", group: "dense 2"},
    {name: "drop7", type: "dropout", options: {rate: 0.5}, group: "dense 2"},
    {name: "fc8", type: "dense", options: {units: classes}, group: "output"},
    {name: "softmax", type: "softmax", group: "output"},
    {name: "loss", type: "loss", group: "output"},
  ];
  return networkList(layers, {
    title: "AlexNet",
    dials: [
      {name: "size", label: "image side", kind: "range", min: 67, max: 451, step: 1, value: size},
      {
        name: "twoTowers",
        label: "two groups in conv2, 4, 5",
        kind: "toggle",
        min: 0,
        max: 1,
        step: 1,
        value: groups - 1,
      },
    ],
    rebuild: (settings) =>
      alexnet({...options, size: settings.size ?? size, twoTowers: (settings.twoTowers ?? groups - 1) === 1}),
  });
}
