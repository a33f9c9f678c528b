"""nbgrader's settings for grading on the hub; those of the course folder come on top."""

c = get_config()  # noqa: F821 - nbgrader provides it
# A student could hand in a folder in another's name: nbgrader itself only warns.
c.ExchangeFactory.collect = "unsigned_peace.grading.own_work.CollectOwnWork"
# What Validate runs cannot be listened to by others of the machine, either.
c.KernelManager.transport_encryption = "auto"
