"""What happens around every request, one idea a file, in pure ASGI.

Pure ASGI, because Starlette's `BaseHTTPMiddleware` hides from a handler that its client has left.
"""
