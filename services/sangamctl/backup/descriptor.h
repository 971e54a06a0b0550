// An open file of the system.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_DESCRIPTOR_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_DESCRIPTOR_H_

#include <unistd.h>

#include <utility>

namespace sangam::sangamctl {

// Owns a file descriptor; -1 is none. Closes it at its end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept
      : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { Close(); }

  int get() const { return number_; }
  void Close() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_DESCRIPTOR_H_
