"""Settings of Sphinx for the site: everything that a page loads lies beside it."""

project = "Unsigned Peace"
author = "The Unsigned Peace authors"
copyright = "code MIT; text and data CC BY 4.0"  # noqa: A001 - Sphinx's name
extensions = ["myst_nb"]
html_theme = "furo"
html_title = "Unsigned Peace"
html_static_path = ["_static"]
html_css_files = ["quiz.css", "site.css"]
html_js_files = [("quiz_page.js", {"defer": "defer"})]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
nb_execution_mode = "off"
nb_ipywidgets_js = {}  # widgets are HTML here; the default asks another host
nb_merge_streams = True
nb_code_prompt_show = "Show the line of code"
nb_code_prompt_hide = "Hide the line of code"
myst_all_links_external = True
myst_enable_extensions = ["html_image"]
html_use_index = False
myst_html_meta = {"viewport": "width=device-width, initial-scale=1"}
suppress_warnings = ["myst.duplicate_def", "myst.header", "mystnb.unknown_mime_type"]
