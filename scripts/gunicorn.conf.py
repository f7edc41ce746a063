"""How gunicorn serves the portal: threads, since the work is short and mostly waiting."""

import multiprocessing
import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", min(2, multiprocessing.cpu_count())))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
