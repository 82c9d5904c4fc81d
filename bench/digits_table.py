"""Tables of docs/boltzmann-findings.md from what bench/digits_study.sh left in OUT.

    python3 bench/digits_table.py OUT

Mean over seeds, and half of the 95 % interval (Student's t) where there are several.
"""

import json
import math
import pathlib
import statistics
import sys

T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776}  # 97.5 % point by degrees of freedom


def mean(values, digits):
    values = [v for v in values if v is not None]
    if not values:
        return ""
    text = f"{statistics.mean(values):,.{digits}f}"
    if len(values) > 1:
        half = T[len(values) - 1] * statistics.stdev(values) / math.sqrt(len(values))
        text += f" ± {half:.{digits}f}"
    return text.replace("-", "−")


def load(path):
    return json.loads(path.read_text()) if path.exists() and path.stat().st_size else None


def score(machine):
    return 100 * machine["probe"]["probe_error"], machine["log_likelihood_lower_bound"]


def pruned(out, criteria, seeds):
    print("| criterion | seeds | synapses | h1 | h2 | pixels without | misread, % | bound right after the cut | trained again |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for criterion in criteria:
        runs = [r for r in (load(out / f"p{s}-{criterion}.json") for s in seeds) if r]
        for k in range(1, max((len(r["rounds"]) for r in runs), default=0)):
            rounds = [r["rounds"][k] for r in runs if len(r["rounds"]) > k]

            def column(name, factor=1, rounds=rounds):
                return [factor * r[name] if r.get(name) is not None else None for r in rounds]

            cells = [
                criterion if k == 1 else "", str(len(rounds)), mean(column("synapses"), 0), mean(column("units_1"), 0),
                mean(column("units_2"), 0), mean(column("visible_without_synapses"), 0), mean(column("probe_error", 100), 1),
                mean(column("log_likelihood_after_cut"), 1), mean(column("log_likelihood"), 1),
            ]
            print("| " + " | ".join(cells) + " |")


def fresh(out, criteria, seeds):
    print("| architecture of | seeds | misread, pruned | fresh | fresh − pruned | bound, pruned | fresh | fresh − pruned |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for criterion in criteria:
        pairs = []
        for s in seeds:
            cut, new = load(out / f"p{s}-{criterion}.json"), load(out / f"f{s}-{criterion}.json")
            if cut and new:
                last = cut["rounds"][-1]
                pairs.append((100 * last["probe_error"], last["log_likelihood"], *score(new)))
        cells = [
            criterion, str(len(pairs)), mean([p[0] for p in pairs], 1), mean([p[2] for p in pairs], 1),
            mean([p[2] - p[0] for p in pairs], 1), mean([p[1] for p in pairs], 1), mean([p[3] for p in pairs], 1),
            mean([p[3] - p[1] for p in pairs], 1),
        ]
        print("| " + " | ".join(cells) + " |")


def main():
    out = pathlib.Path(sys.argv[1])
    seeds = sorted({p.stem.split("-")[1] for p in out.glob("full-*.json")})
    full = [load(out / f"full-{s}.json") for s in seeds]
    print(f"Before: {mean([score(f)[0] for f in full], 1)} % misread, bound {mean([score(f)[1] for f in full], 1)}, "
          f"pixels {mean([100 * f['probe']['pixel_error'] for f in full], 1)} %\n")
    pruned(out, ["fi-diagonal", "fi-local", "exact-cost", "weight", "random", "random-units", "anti-fi"], seeds)
    print()
    fresh(out, ["fi-diagonal", "exact-cost", "weight", "random"], seeds)


main()
