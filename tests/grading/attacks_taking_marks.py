"""Submissions that forge what a test shows, or what the kernel says of it."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import FULL, NONE, RIGHT_ANSWERS, Case, Contained, answer, code

CASES: list[Case] = [
    answer(
        "result-by-displayhook",
        Contained(),
        s2="class T(int):\n    def __eq__(self, o):\n        get_ipython().displayhook(2)\n"
        "        raise ValueError\n    __hash__ = None\ntotal = T(3)",
    ),
    answer(
        "result-by-send-response",
        Contained(),
        s2="class T(int):\n    def __eq__(self, o):\n        k = get_ipython().kernel\n"
        "        k.send_response(k.iopub_socket, 'execute_result', {'data': {'text/plain': '2'},\n"
        "            'metadata': {}, 'execution_count': 1})\n        raise ValueError\n"
        "    __hash__ = None\ntotal = T(3)",
    ),
    code(
        "formatter-for-numbers",
        Contained(),
        "f = get_ipython().display_formatter.formatters['text/plain']\n"
        "f.for_type(float, lambda o, p, c: p.text('2'))",
    ),
    code(
        "float-format",
        Contained(),
        "get_ipython().display_formatter.formatters['text/plain'].float_format = '2%.0s'",
    ),
    code(
        "format-method",
        Contained(),
        "get_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '2'}, {})",
    ),
    code(
        "displayhook-write-format",
        Contained(),
        "h = get_ipython().displayhook\nold = h.write_format_data\n"
        "h.write_format_data = lambda data, md=None: old({'text/plain': '2'}, md)",
    ),
    code(
        "displayhook-compute",
        Contained(),
        "k = type(get_ipython().displayhook)\n"
        "k.compute_format_data = lambda self, result: ({'text/plain': '2'}, {})",
    ),
    code(
        "displayhook-class",
        Contained(),
        "h = get_ipython().displayhook\n"
        "class Mine(type(h)):\n    def compute_format_data(self, result):\n"
        "        return {'text/plain': '2'}, {}\nh.__class__ = Mine",
    ),
    code(
        "publish",
        Contained(),
        "get_ipython().display_pub.publish = lambda *a, **k: None",
    ),
    code(
        "session-send-replaced",
        Contained(),
        "s = get_ipython().kernel.session\nold = s.send\n"
        "def mine(stream, kind, content=None, *a, **k):\n"
        "    if kind == 'error': return {}\n"
        "    if isinstance(content, dict) and content.get('status') == 'error':\n"
        "        content = {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': {}}\n"
        "    return old(stream, kind, content, *a, **k)\ns.send = mine",
    ),
    code(
        "session-class",
        Contained(),
        "k = type(get_ipython().kernel.session)\nold = k.send\n"
        "k.send = lambda self, stream, kind, *a, **kw: old(self, stream, kind, *a, **kw)",
    ),
    code(
        "execute-request",
        Contained(),
        "k = get_ipython().kernel\nold = k.do_execute\n"
        "async def mine(code, *a, **kw):\n    return await old('pass', *a, **kw)\nk.do_execute = mine",
    ),
    answer(
        "forged-reply",
        Contained(),
        s1="def double(x):\n    k = get_ipython().kernel\n"
        "    p = k.get_parent() if hasattr(k, 'get_parent') else {}\n"
        "    ok = {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': {}}\n"
        "    k.session.send(None, 'execute_reply', ok, p)\n"
        "    k.session.send(None, 'cell_end', {'cpu_seconds': 0, 'limit': ''}, p)\n"
        "    k.session.send(None, 'status', {'execution_state': 'idle'}, p)\n"
        "    return 0",
    ),
    answer(
        "forged-reply-and-exit",
        Contained(),
        s1="import os\ndef double(x):\n    k = get_ipython().kernel\n    p = k.get_parent()\n"
        "    ok = {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': {}}\n"
        "    k.session.send(None, 'execute_reply', ok, p)\n"
        "    k.session.send(None, 'cell_end', {'cpu_seconds': 0, 'limit': ''}, p)\n"
        "    k.session.send(None, 'status', {'execution_state': 'idle'}, p)\n"
        "    os._exit(0)",
    ),
    code(
        "write-to-every-descriptor",
        Contained(),
        "import os, json\n"
        "m = {'msg_type': 'execute_reply', 'header': {}, 'parent': 'cell-3', 'metadata': {},\n"
        "     'content': {'status': 'ok'}, 'buffers': []}\n"
        "for fd in range(3, 300):\n"
        "    try:\n        os.write(fd, b'.' + json.dumps(m).encode())\n    except OSError: pass",
    ),
    code(
        "read-from-every-descriptor",
        Contained(NONE),
        "import os, threading\n"
        "for fd in range(3, 300):\n"
        "    try:\n        os.set_blocking(fd, False)\n        os.read(fd, 100000)\n"
        "    except OSError: pass",
    ),
    code(
        "steal-the-next-request",
        Contained(),
        "import os, socket, threading, stat\n"
        "def steal(fd):\n    s = socket.socket(fileno=os.dup(fd))\n"
        "    while True:\n        try:\n            print(s.recv(100000))\n"
        "        except BlockingIOError: pass\n"
        "for fd in map(int, os.listdir('/proc/self/fd')):\n"
        "    try:\n"
        "        if stat.S_ISSOCK(os.fstat(fd).st_mode):\n"
        "            threading.Thread(target=steal, args=(fd,), daemon=True).start()\n"
        "    except OSError: pass",
    ),
    code(
        "channel-from-a-program",
        Contained(NONE),
        "import os\nos.system('for i in 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do "
        '(echo ".REACHED" >&$i) 2>/dev/null; done\')',
    ),
    code(
        "comm-messages",
        Contained(NONE),
        "from comm import create_comm\nc = create_comm(target_name='jupyter.widget', data={'state': {}})\n"
        "for i in range(500):\n    c.send({'method': 'update', 'state': {'x' * 100: i}})",
    ),
    code(
        "thousands-of-results",
        Contained(NONE),
        "for i in range(3000):\n    get_ipython().displayhook(i)",
    ),
    code(
        "liar-after-the-answer",
        Contained(FULL),
        "class T(int):\n    def __eq__(self, o): return True\n    __hash__ = None\n",
        RIGHT_ANSWERS | {"s2": "total = T(6)"},
    ),
    code(
        "strange-message-type",
        Contained(NONE),
        "k = get_ipython().kernel\n"
        "for kind in ('finding', 'canaries', 'cell_end', 'x'):\n"
        "    k.session.send(None, kind, {'text': 'I am honest', 'survivors': []}, k.get_parent())",
    ),
    code(
        "channel-by-attribute",
        Contained(),
        "s = get_ipython().kernel.session\n"
        "for name in dir(s):\n"
        "    one = getattr(s, name, None)\n"
        "    if hasattr(one, 'send') and one is not s:\n"
        '        one.send(b\'{"msg_type": "execute_reply"}\')',
    ),
    code(
        "display-trap-hook",
        Contained(),
        "t = get_ipython().display_trap\nold = t.hook\n"
        "class Hook:\n"
        "    exec_result = None\n"
        "    def __call__(self, value): old(2 if value == 0.5 else value)\n"
        "t.hook = Hook()",
    ),
    code(
        "class-of-the-session",
        Contained(),
        "s = get_ipython().kernel.session\n"
        "class Mine(type(s)):\n"
        "    def send(self, stream, kind, content=None, *a, **k):\n"
        "        if kind == 'error': return {}\n"
        "        if isinstance(content, dict) and content.get('status') == 'error':\n"
        "            content = {**content, 'status': 'ok'}\n"
        "        return super().send(stream, kind, content, *a, **k)\n"
        "setattr(s, '__cl' + 'ass__', Mine)",
    ),
    code(
        "packer-of-the-session",
        Contained(),
        "import json\ns = get_ipython().kernel.session\nold = s.pack\n"
        "def mine(message):\n"
        "    c = message['content']\n"
        "    if message['msg_type'] == 'error':\n"
        "        message = {**message, 'msg_type': 'stream', 'content': {'name': 'stdout', 'text': ''}}\n"
        "    elif c.get('status') == 'error':\n"
        "        message = {**message, 'content': {**c, 'status': 'ok'}}\n"
        "    return old(message)\ns.pack = mine",
    ),
    code(
        "display-hook",
        Contained(),
        "import sys\nold = sys.displayhook\nsys.displayhook = lambda value: old(2)",
    ),
]
