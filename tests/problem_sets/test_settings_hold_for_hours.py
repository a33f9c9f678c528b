"""nbgrader's settings hold in a JupyterLab that runs for hours."""

from nbgrader.converters import Autograde, GenerateAssignment
from traitlets.config import Config, PyFileConfigLoader

from tests.problem_sets.nbgrader_course import REPOSITORY


def test_reading_the_settings_again_adds_no_step():
    """Formgrader reads them for each of its pages, into what it has read before."""
    config = Config()
    for _ in range(3):
        config.merge(PyFileConfigLoader("nbgrader_config.py", path=str(REPOSITORY)).load_config())
    grading = names(Autograde(config=config).autograde_preprocessors)
    assert len(set(grading)) == len(grading)
    assert grading[:3] == ["SandboxedExecute", "ForgiveStderr", "MarkQuiz"]
    assert grading.index("SaveAutoGrades") > 2
    release = names(GenerateAssignment(config=config).preprocessors)
    assert release[:2] == ["CheckBeforeRelease", "MakeForm"]
    assert release[2:] == names(GenerateAssignment.preprocessors.default())


def names(steps):
    return [step.rpartition(".")[2] if isinstance(step, str) else step.__name__ for step in steps]
