"""Submissions that reach for what is behind the walls. Whatever they get they print as REACHED."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import FULL, RIGHT_ANSWERS, Case, Contained, code

_TRY = """def attempt(name, work):
    try:
        got = work()
    except BaseException as error:
        print(name, 'refused', type(error).__name__)
    else:
        print('REACHED' if got not in (None, '', [], b'', {}, False) else 'nothing', name, repr(got)[:200])
"""


def _reach(name: str, source: str) -> Case:
    return code(name, Contained(FULL), _TRY + source, RIGHT_ANSWERS)


CASES: list[Case] = [
    _reach(
        "network",
        "import socket, itertools\n"
        "def connect(family, kind, where):\n"
        "    s = socket.socket(family, kind)\n    s.settimeout(1)\n    s.connect(where)\n"
        "    return 'connected'\n"
        "for where in (('1.1.1.1', 53), ('127.0.0.1', 22), ('10.0.0.1', 80)):\n"
        "    attempt(where, lambda: connect(socket.AF_INET, socket.SOCK_STREAM, where))\n"
        "    attempt(where, lambda: connect(socket.AF_INET, socket.SOCK_DGRAM, where))\n"
        "attempt('v6', lambda: connect(socket.AF_INET6, socket.SOCK_STREAM, ('::1', 22)))\n"
        "attempt('dns', lambda: socket.getaddrinfo('example.org', 80))\n"
        "attempt('vsock', lambda: connect(40, socket.SOCK_STREAM, (2, 22)))\n"
        "attempt('packet', lambda: socket.socket(17, socket.SOCK_RAW))\n"
        "attempt('bluetooth', lambda: socket.socket(31, socket.SOCK_RAW, 1))\n"
        "attempt('alg', lambda: socket.socket(38, socket.SOCK_SEQPACKET))\n"
        "attempt('raw', lambda: socket.socket(2, socket.SOCK_RAW, 1))\n"
        "for path in ('/var/run/docker.sock', '/run/docker.sock', '/run/systemd/private',\n"
        "             '/run/dbus/system_bus_socket', '\\0dbus', '\\0/tmp/.X11-unix/X0'):\n"
        "    attempt(path, lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, path))",
    ),
    _reach(
        "files-of-the-course",
        "import glob, os\n"
        "here = os.getcwd()\nroot = here.split('/autograded/')[0]\n"
        "for name in ('exercises', 'source', 'release', 'submitted', 'feedback', 'gradebook.db',\n"
        "             'gradebook.db-wal', 'gradebook.db-journal', 'nbgrader_config.py', '.git'):\n"
        "    path = os.path.join(root, name)\n"
        "    attempt(path, lambda: os.path.exists(path))\n"
        "attempt('root', lambda: [n for n in os.listdir(root) if n != 'autograded'])\n"
        "attempt('others', lambda: [n for n in os.listdir(os.path.join(root, 'autograded'))\n"
        "                           if n not in here.split('/')])\n"
        # The student's own notebooks lie in the student's own folder, and nowhere else.
        "attempt('up', lambda: [n for n in glob.glob('../../../**/*.ipynb', recursive=True)\n"
        "                       if os.path.dirname(os.path.abspath(n)) != here])",
    ),
    _reach(
        "secrets-of-the-machine",
        "import os\n"
        "for path in ('/etc/shadow', '/etc/sudoers', '/root' '/.ssh', '/var/log', '/var/lib',\n"
        "             '/etc/ssh', '/run/secrets', '/var/run/secrets', '/sys/fs/cgroup',\n"
        "             '/sys/class', '/boot', '/dev/sda', '/dev/mem', '/dev/kmsg', '/dev/fuse',\n"
        "             '/dev/kvm', '/proc/kcore', '/proc/1/environ', '/etc/machine-id',\n"
        "             '/var/run/docker.sock', '/etc/hostname', '/opt/secrets'):\n"
        "    def read(path=path):\n"
        "        if os.path.isdir(path):\n            return os.listdir(path)\n"
        "        return open(path, 'rb').read(100) if '1/environ' not in path else (\n"
        "            b'SECRET' in open(path, 'rb').read())\n"
        "    attempt(path, read)",
    ),
    _reach(
        "environment",
        "import glob\n"
        "attempt('homes', lambda: glob.glob('/home' '/*/.*') + glob.glob('/root' '/.[a-oq-z]*'))\n"
        "import os\n"
        "attempt('secret', lambda: [k for k in os.environ if 'SECRET' in k or 'TOKEN' in k])\n"
        "attempt('home', lambda: os.environ.get('HOME') not in (None, '/tmp'))\n"
        "attempt('who', lambda: os.environ.get('USER') != 'student')",
    ),
    _reach(
        "other-processes",
        "import os, signal, subprocess\n"
        "mine = os.getpid()\n"
        "attempt('proc', lambda: [p for p in os.listdir('/proc') if p.isdigit() and int(p) != mine])\n"
        "attempt('parent', lambda: os.getppid())\n"
        "for p in (2, 3, 100, 1000):\n    attempt(p, lambda: os.kill(p, 0) or 'alive')\n"
        "attempt('ps', lambda: [l for l in os.popen('ps -ef 2>/dev/null').read().splitlines()[1:]\n"
        "    if 'student' not in l and '1000' not in l and '20000' not in l])",
    ),
    _reach(
        "privileges",
        "import os, subprocess\n"
        "attempt('uid', lambda: os.getuid() == 0)\n"
        "attempt('setuid', lambda: os.setuid(0) or 'root')\n"
        "attempt('su', lambda: subprocess.run(['su', '-c', 'id'], capture_output=True,\n"
        "    stdin=subprocess.DEVNULL).stdout)\n"
        "attempt('sudo', lambda: subprocess.run(['sudo', '-n', 'id'], capture_output=True).stdout)\n"
        "attempt('unshare', lambda: subprocess.run(['unshare', '-Ur', 'id'], capture_output=True).stdout)\n"
        "attempt('mount', lambda: subprocess.run(['mount', '-t', 'tmpfs', 'x', '/tmp'],\n"
        "    capture_output=True).returncode == 0)\n"
        "attempt('caps', lambda: [l for l in open('/proc/self/status') if l.startswith('Cap')\n"
        "    and int(l.split()[1], 16)])\n"
        "attempt('keys', lambda: subprocess.run(['keyctl', 'show'], capture_output=True).stdout)\n"
        "attempt('chroot', lambda: os.chroot('/') or 'yes')\n"
        "attempt('nice', lambda: os.nice(-5) and 'yes')\n"
        "attempt('mknod', lambda: os.mknod('/tmp/d', 0o60666, 0x801) or 'yes')",
    ),
    _reach(
        "writing-elsewhere",
        "import os, sys, sysconfig\n"
        "places = ['/', '/usr/lib', '/etc', '/dev', '/proc', '/var/tmp', '/dev/pts', sys.prefix,\n"
        "          sysconfig.get_path('purelib'), os.path.dirname(os.__file__)]\n"
        "for place in places:\n"
        "    attempt(place, lambda: open(os.path.join(place, 'mine.txt'), 'w') and 'written')\n"
        "attempt('module', lambda: open(np.__file__, 'a') and 'written')\n"
        "attempt('python', lambda: open(sys.executable, 'ab') and 'written')\n"
        "attempt('chmod', lambda: os.chmod(np.__file__, 0o777) or 'changed')",
    ),
    _reach(
        "leaves-files-behind",
        "import os\n"
        "for place in ('/tmp', '/dev/shm', '.', os.environ['HOME']):\n"
        "    try:\n        open(os.path.join(place, 'trace-of-a-student'), 'w').write('REACH' + 'ED')\n"
        "    except OSError: pass",
    ),
    _reach(
        "looks-for-files-of-others",
        "import os\n"
        "def walk():\n"
        "    return [os.path.join(p, n) for top in ('/tmp', '/dev/shm', '/var/tmp', '.')\n"
        "            for p, _, names in os.walk(top) for n in names if 'trace-of' in n]\n"
        "attempt('files', walk)\n"
        "import multiprocessing.shared_memory as m\n"
        "attempt('ipc', lambda: [l for l in open('/proc/sysvipc/shm')][1:])\n"
        "attempt('unix', lambda: [l for l in open('/proc/net/unix') if '@' in l])",
    ),
    _reach(
        "inherited-descriptors",
        "import os\n"
        "def kinds():\n"
        "    found = []\n"
        "    for fd in range(3, 1000):\n"
        "        try:\n            link = os.readlink(f'/proc/self/fd/{fd}')\n"
        "        except OSError: continue\n"
        "        library = '.so.' in link and link.startswith('/usr/lib')  # newer ones keep themselves open\n"
        "        if link.startswith('/') and not link.startswith(('/dev/null', '/memfd')) and not library:\n"
        "            found.append(link)\n"
        "        try:\n            names = os.listdir(fd)\n        except OSError: continue\n"
        "        found.append(names)\n"
        "    return found\n"
        "attempt('fds', kinds)",
    ),
    _reach(
        "memory-of-the-process",
        "attempt('mem', lambda: open('/proc/self/mem', 'rb') and 'open')\n"
        "attempt('thread', lambda: open('/proc/thread-self/mem', 'rb') and 'open')\n"
        "attempt('memmap', lambda: len(np.memmap('/proc/self/mem', shape=(10,), mode='r')))\n"
        "import os\nos.symlink('/proc/self/mem', '/tmp/m')\n"
        "attempt('link', lambda: open('/tmp/m', 'rb') and 'open')",
    ),
    _reach(
        "kernel-of-the-system",
        "import ctypes.util, subprocess\n"
        "for path in ('/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/proc/self/oom_score_adj',\n"
        "             '/proc/self/uid_map', '/proc/sys/vm/overcommit_memory', '/proc/self/attr/current'):\n"
        "    def write(path=path):\n        with open(path, 'w') as f:\n            f.write('-1')\n        return 'written'\n"
        "    attempt(path, write)\n"
        "attempt('perf', lambda: subprocess.run(['perf', 'stat', 'true'], capture_output=True).returncode == 0)\n"
        "attempt('dmesg', lambda: subprocess.run(['dmesg'], capture_output=True).stdout)",
    ),
]
