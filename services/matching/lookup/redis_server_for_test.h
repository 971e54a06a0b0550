// A real Redis server that a test starts, stops, hangs and kills.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_SERVER_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_SERVER_FOR_TEST_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::matching {

// A redis-server process on a free port of the loopback interface, without
// persistence. Ends the test program if it can't be started. Used by one
// thread.
class RedisServerForTest {
 public:
  RedisServerForTest();
  ~RedisServerForTest();

  int port() const { return port_; }

  // Stops answering but keeps its port and connections; and goes on.
  void Hang();
  void GoOn();
  // Ends at once, as by a power cut; the data is lost.
  void Kill();
  // Starts again, empty, on the same port.
  void Restart();

  // Sends one command past the pool and returns the text of its reply.
  std::string Command(const std::vector<absl::string_view>& arguments) const;

 private:
  void Start();
  bool Answers() const;

  int port_ = 0;
  pid_t process_ = -1;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_SERVER_FOR_TEST_H_
