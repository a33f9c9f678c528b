"""nbgrader's settings for students of the hub: which course, and where work changes hands."""

import os

c = get_config()  # noqa: F821 - nbgrader provides it
c.CourseDirectory.course_id = "unsigned-peace"
c.Exchange.root = os.environ["NBGRADER_EXCHANGE"]
# What Validate runs cannot be listened to by others of the machine, either.
c.KernelManager.transport_encryption = "auto"
