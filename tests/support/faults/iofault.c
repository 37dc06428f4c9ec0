/* Preloaded into a child: makes its writes and syncs fail or take long, switched while it runs.
   IOFAULT_CTL names a file with one line "call errno delay_ms part-of-path", for example
     sync 5 0 .hoinghi-wal     every sync of such a file fails with EIO
     write 28 0 .hoinghi       the disk is full
     sync 0 400 .hoinghi       every sync takes 400 ms
   An empty file means a healthy disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int hit(const char *call, int fd) {
  const char *ctl = getenv("IOFAULT_CTL");
  if (!ctl) return 0;
  int control = syscall(SYS_openat, AT_FDCWD, ctl, O_RDONLY, 0); /* past our own hooks */
  if (control < 0) return 0;
  char line[256] = {0}, which[32] = "", part[128] = "", link[64], path[512] = {0};
  int error = 0, delay_ms = 0;
  ssize_t n = syscall(SYS_read, control, line, sizeof line - 1);
  syscall(SYS_close, control);
  if (n <= 0 || sscanf(line, "%31s %d %d %127s", which, &error, &delay_ms, part) < 4 || strcmp(which, call)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  if (readlink(link, path, sizeof path - 1) < 0 || !strstr(path, part)) return 0;
  if (delay_ms) {
    struct timespec pause = {delay_ms / 1000, (delay_ms % 1000) * 1000000L};
    nanosleep(&pause, 0);
  }
  return error;
}

#define HOOK(type, name, call, parameters, arguments)        \
  type name parameters {                                     \
    static type (*real) parameters;                          \
    if (!real) real = dlsym(RTLD_NEXT, #name);               \
    int error = hit(call, fd);                               \
    if (error) { errno = error; return -1; }                 \
    return real arguments;                                   \
  }
HOOK(ssize_t, write, "write", (int fd, const void *data, size_t n), (fd, data, n))
HOOK(ssize_t, pwrite, "write", (int fd, const void *data, size_t n, off_t at), (fd, data, n, at))
HOOK(ssize_t, pwrite64, "write", (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at))
HOOK(int, ftruncate64, "write", (int fd, off64_t size), (fd, size))
HOOK(int, fsync, "sync", (int fd), (fd))
HOOK(int, fdatasync, "sync", (int fd), (fd))
HOOK(ssize_t, read, "read", (int fd, void *data, size_t n), (fd, data, n))
HOOK(ssize_t, pread64, "read", (int fd, void *data, size_t n, off64_t at), (fd, data, n, at))
