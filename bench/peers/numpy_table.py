"""The tutorial's training loop in NumPy: python numpy_table.py DATA CASES

DATA is the CSV file of the diamonds. CASES is JSON: the runs in their order, each as `case` in
tests/reference/numpy_runs.json, whose README.md describes what is done here step by step. All runs
share one RandomState, as the tutorial's did.

Prints, as its last line, for each run where it ended and how many seconds its training took.
"""

import json
import sys
import time

import numpy as np


def clipped(gradient, limit):
    return gradient if limit is None else np.clip(gradient, -limit, limit)


def sgd(learning_rate):
    def step(gradients):
        return [learning_rate * g for g in gradients]

    return step


def momentum(learning_rate, momentum):
    velocity = [0.0, 0.0]

    def step(gradients):
        for i, g in enumerate(gradients):
            velocity[i] = momentum * velocity[i] + learning_rate * g
        return velocity

    return step


def rmsprop(learning_rate, beta, epsilon):
    average = [0.0, 0.0]

    def step(gradients):
        for i, g in enumerate(gradients):
            average[i] = beta * average[i] + (1 - beta) * g**2
        return [
            learning_rate * g / (np.sqrt(s) + epsilon)
            for g, s in zip(gradients, average)
        ]

    return step


def adam(learning_rate, beta1, beta2, epsilon):
    first = [0.0, 0.0]
    second = [0.0, 0.0]
    t = 0

    def step(gradients):
        nonlocal t
        t += 1
        for i, g in enumerate(gradients):
            first[i] = beta1 * first[i] + (1 - beta1) * g
            second[i] = beta2 * second[i] + (1 - beta2) * g**2
        return [
            learning_rate * (f / (1 - beta1**t)) / (np.sqrt(s / (1 - beta2**t)) + epsilon)
            for f, s in zip(first, second)
        ]

    return step


OPTIMIZERS = {"sgd": sgd, "momentum": momentum, "rmsprop": rmsprop, "adam": adam}


def train(random, x, y, case):
    """One run, from drawing its start to its end."""
    n = len(x)
    size = case["batch_size"]
    sign = case["gradient_sign"]
    clip = case["clip"]
    settings = dict(case["optimizer"])
    step = OPTIMIZERS[settings.pop("name")](**settings)
    m = random.randn()
    b = random.randn()
    previous = np.inf
    for epoch in range(1, case["epochs"] + 1):
        order = random.permutation(n)
        x, y = x[order], y[order]
        for start in range(0, n, size):
            x_batch = x[start : start + size]
            y_batch = y[start : start + size]
            prediction = m * x_batch + b
            gradient_m = sign * 2 * np.mean(x_batch * (y_batch - prediction))
            gradient_b = sign * 2 * np.mean(y_batch - prediction)
            step_m, step_b = step([clipped(gradient_m, clip), clipped(gradient_b, clip)])
            m = m - step_m
            b = b - step_b
        loss = np.mean((y - (m * x + b)) ** 2)
        if abs(previous - loss) < case["stopping_threshold"]:
            break
        previous = loss
    return {"m": m, "b": b, "epochs_run": epoch}


def main():
    data, cases = sys.argv[1], json.loads(sys.argv[2])
    rows = np.loadtxt(data, delimiter=",", skiprows=1)
    case = cases[0]
    random = np.random.RandomState(case["seed"])
    random.shuffle(rows)
    columns = [np.ascontiguousarray(column) for column in rows[: case["dataset_size"]].T]
    x, y = [(column - np.mean(column)) / np.std(column) for column in columns]
    count = int(case["train_fraction"] * case["dataset_size"])
    runs = []
    for case in cases:
        start = time.perf_counter()
        run = train(random, x[:count], y[:count], case)
        runs.append({**run, "seconds": time.perf_counter() - start})
    print(json.dumps({"runs": runs}))


main()
