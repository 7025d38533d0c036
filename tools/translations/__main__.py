"""`python -m tools.translations` renews the catalogs; with `--check` it only says what is wrong."""

import sys

import django

from tools.translations import catalogs, finding, judging, places


def main(arguments: list[str]) -> int:
    django.setup()
    found = sorted(finding.messages(), key=str)
    if "--check" not in arguments:
        for language in places.LANGUAGES:
            catalogs.write(language, found)
    wrong = list(judging.problems(found))
    print("\n".join([*wrong, f"{len(found)} messages, {len(wrong)} problems"]))
    return 1 if wrong and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
