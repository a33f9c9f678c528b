"""The colours of what we write as HTML: those of JupyterLab's theme, else dark on white.

All of a card's colours come from here, so that ground and text are never of two themes.
"""

GROUND = "var(--jp-layout-color0,#fff)"
RAISED = "var(--jp-layout-color2,#f0f0f0)"
TEXT = "var(--jp-content-font-color0,#1f2328)"
QUIET = "var(--jp-content-font-color2,#57606a)"
LINE = "var(--jp-border-color1,#bdbdbd)"
LINK = "var(--jp-content-link-color,#0550ae)"
