"""The slides' initialization experiment in numpy. For each line "name scale" read, runs it once and prints the seconds
it took and the standard deviation of each layer."""

import sys
import time

import numpy as np

SAMPLES, WIDTH, DEPTH, BINS = 1000, 500, 10, 30
generator = np.random.default_rng(1)


def slide(scale):
    """As on the slide: double precision, a new array for each step."""
    inputs = np.random.randn(SAMPLES, WIDTH)
    outputs = {}
    for layer in range(DEPTH):
        x = inputs if layer == 0 else outputs[layer - 1]
        weights = np.random.randn(WIDTH, WIDTH) * scale
        outputs[layer] = np.tanh(np.dot(x, weights))
    means = [np.mean(h) for h in outputs.values()]
    stds = [np.std(h) for h in outputs.values()]
    histograms = [np.histogram(h.ravel(), BINS, range=(-1, 1))[0] for h in outputs.values()]
    return stds


def single(scale):
    """The same in single precision."""
    inputs = np.random.randn(SAMPLES, WIDTH).astype(np.float32)
    outputs = {}
    for layer in range(DEPTH):
        x = inputs if layer == 0 else outputs[layer - 1]
        weights = np.random.randn(WIDTH, WIDTH).astype(np.float32) * np.float32(scale)
        outputs[layer] = np.tanh(np.dot(x, weights))
    means = [np.mean(h) for h in outputs.values()]
    stds = [np.std(h) for h in outputs.values()]
    histograms = [np.histogram(h.ravel(), BINS, range=(-1, 1))[0] for h in outputs.values()]
    return stds


x = np.empty((SAMPLES, WIDTH), np.float32)
h = np.empty_like(x)
weights = np.empty((WIDTH, WIDTH), np.float32)
places = np.empty(SAMPLES * WIDTH, np.float32)
numbers = np.empty(SAMPLES * WIDTH, np.int64)


def best(scale, histogram=lambda flat: np.histogram(flat, BINS, range=(-1, 1))):
    """At its best: single precision, a fast generator, every step in place, the default number of threads."""
    global x, h
    generator.standard_normal(dtype=np.float32, out=x)
    stds = []
    for _ in range(DEPTH):
        generator.standard_normal(dtype=np.float32, out=weights)
        np.multiply(weights, np.float32(scale), out=weights)
        np.matmul(x, weights, out=h)
        np.tanh(h, out=h)
        flat = h.ravel()
        mean = flat.mean()
        stds.append(np.sqrt(np.dot(flat, flat) / flat.size - mean * mean))
        histogram(flat)
        x, h = h, x
    return stds


def computed_bins(flat):
    """A histogram without np.histogram, which searches: each number's bin is computed. The last one is closed."""
    np.multiply(flat, np.float32(BINS / 2), out=places)
    np.add(places, np.float32(BINS / 2), out=places)
    np.minimum(places, np.float32(BINS - 0.5), out=places)
    np.copyto(numbers, places, casting="unsafe")
    return np.bincount(numbers, minlength=BINS)


def beyond(scale):
    """Better than numpy's own histogram allows."""
    return best(scale, computed_bins)


variants = {"slide": slide, "single": single, "best": best, "beyond": beyond}
found = np.show_config(mode="dicts").get("SIMD Extensions", {}).get("found", [])
print(np.__version__, *found, flush=True)
for line in sys.stdin:
    name, scale = line.split()
    start = time.perf_counter()
    deviations = variants[name](float(scale))
    seconds = time.perf_counter() - start
    print(seconds, *(float(each) for each in deviations), flush=True)
