/* A disk that can fail. Preloaded into a process, it keeps beside every file below ACCORD_DISK_ROOT what that file held
 * at its last fsync (below ACCORD_DISK_DURABLE): after a kill these copies are what a machine that lost its power would
 * hold at worst. And while a file of this name is in ACCORD_DISK_SWITCHES:
 *   enospc  nothing more can be written      eio  fsync fails
 * Torn and reordered writes are not modelled.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int is_on(const char *name) {
  const char *folder = getenv("ACCORD_DISK_SWITCHES");
  char path[PATH_MAX];
  if (!folder) return 0;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return access(path, F_OK) == 0;
}

/* The path below the root that an open file has, or NULL for a file of elsewhere. */
static const char *inside(const char *path) {
  const char *root = getenv("ACCORD_DISK_ROOT");
  if (!root) return NULL;
  size_t length = strlen(root);
  return strncmp(path, root, length) == 0 && path[length] == '/' ? path + length + 1 : NULL;
}

static const char *inside_fd(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length <= 0) return NULL;
  path[length] = 0;
  return inside(path);
}

static void durable_path(const char *name, char *path) {
  snprintf(path, PATH_MAX, "%s/", getenv("ACCORD_DISK_DURABLE"));
  size_t at = strlen(path);
  snprintf(path + at, PATH_MAX - at, "%s", name);
  for (char *c = path + at; *c; c++)
    if (*c == '/') *c = '=';
}

/* Under another name first: the kill may come in the middle of the copy, and then the last whole one counts. */
static void keep(int fd) {
  char path[PATH_MAX], target[PATH_MAX], partial[PATH_MAX + 8], buffer[1 << 16];
  const char *name = inside_fd(fd, path);
  if (!name || !getenv("ACCORD_DISK_DURABLE")) return;
  struct stat found;
  if (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)) return;
  durable_path(name, target);
  snprintf(partial, sizeof partial, "%s.part", target);
  int from = open(path, O_RDONLY | O_CLOEXEC);
  int to = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  ssize_t (*really)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  for (ssize_t got; from >= 0 && to >= 0 && (got = read(from, buffer, sizeof buffer)) > 0;)
    if (really(to, buffer, got) != got) abort();
  if (from >= 0) close(from);
  if (to >= 0) close(to);
  rename(partial, target);
}

static int synced(int fd, const char *which) {
  int (*really)(int) = dlsym(RTLD_NEXT, which);
  char path[PATH_MAX];
  if (inside_fd(fd, path) && is_on("eio")) {
    errno = EIO;
    return -1;
  }
  int result = really(fd);
  if (result == 0) keep(fd);
  return result;
}

int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }

/* Removing is taken as lasting at once; what was kept of the file goes with it. */
int unlink(const char *path) {
  int (*really)(const char *) = dlsym(RTLD_NEXT, "unlink");
  int result = really(path);
  const char *name = inside(path);
  if (result == 0 && name && getenv("ACCORD_DISK_DURABLE")) {
    char target[PATH_MAX];
    durable_path(name, target);
    really(target);
  }
  return result;
}

static int is_full(int fd) {
  char path[PATH_MAX];
  if (!is_on("enospc") || !inside_fd(fd, path)) return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t write(int fd, const void *data, size_t size) {
  static ssize_t (*really)(int, const void *, size_t);
  if (!really) really = dlsym(RTLD_NEXT, "write");
  return is_full(fd) ? -1 : really(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  static ssize_t (*really)(int, const void *, size_t, off_t);
  if (!really) really = dlsym(RTLD_NEXT, "pwrite");
  return is_full(fd) ? -1 : really(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  static ssize_t (*really)(int, const void *, size_t, off64_t);
  if (!really) really = dlsym(RTLD_NEXT, "pwrite64");
  return is_full(fd) ? -1 : really(fd, data, size, at);
}
