"""Texts that would run as code wherever somebody took them for HTML. Each sets `window.__xss`."""

RUNS_BY_ITSELF = (
    "<script>window.__xss=1</script>",
    "</textarea><script>window.__xss=2</script>",
    "<img src=x onerror=window.__xss=3>",
    '"><img src=x onerror=window.__xss=4>',
    "<svg onload=window.__xss=5></svg>",
    "<svg><script>window.__xss=6</script></svg>",
    "<details open ontoggle=window.__xss=7>",
    "<input autofocus onfocus=window.__xss=8>",
    "<iframe srcdoc='<script>parent.__xss=9</script>'></iframe>",
    "<video><source onerror=window.__xss=10></video>",
    "</script><script>window.__xss=11</script>",
    "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=window.__xss=12>",
)
NEEDS_A_CLICK = (
    "javascript:window.__xss=13",
    "<a href=javascript:window.__xss=14>https://a.example</a>",
    "[look](javascript:window.__xss=15)",
    "https://a.example/?q=%22onclick=window.__xss=16",
    "data:text/html,<script>opener.__xss=17</script>",
)
ALL = RUNS_BY_ITSELF + NEEDS_A_CLICK
