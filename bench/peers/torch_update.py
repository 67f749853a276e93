"""One update of torch.optim.SGD, timed: python torch_update.py TASK

TASK is JSON: `x` and `y`, the batch; `start`, [m, b]; `learning_rate`; and how many updates to make:
`first`, then `warm_up`, then `times` times `updates`. Prints, as its last line, m and b after the
first ones, and the median of the milliseconds that `updates` took.
"""

import json
import statistics
import sys
import time

import torch


def main():
    task = json.loads(sys.argv[1])
    x, y = (torch.tensor(task[name], dtype=torch.float64) for name in "xy")
    m, b = (
        torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in task["start"]
    )
    optimizer = torch.optim.SGD([m, b], lr=task["learning_rate"])

    def update():
        optimizer.zero_grad()
        loss = ((y - (m * x + b)) ** 2).mean()
        loss.backward()
        optimizer.step()

    for _ in range(task["first"]):
        update()
    end = {"m": m.item(), "b": b.item()}
    for _ in range(task["warm_up"]):
        update()
    times = []
    for _ in range(task["times"]):
        start = time.perf_counter()
        for _ in range(task["updates"]):
            update()
        times.append(1000 * (time.perf_counter() - start))
    print(json.dumps({**end, "milliseconds": statistics.median(times)}))


main()
