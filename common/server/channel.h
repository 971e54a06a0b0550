// Channels to other services.
#ifndef SANGAM_COMMON_SERVER_CHANNEL_H_
#define SANGAM_COMMON_SERVER_CHANNEL_H_

#include <memory>
#include <string>

#include "grpcpp/channel.h"

namespace sangam {

// A channel without encryption, for loopback or a network that a proxy guards.
// It connects at the first call, reconnects after 100 ms to 2 s, notices a dead
// peer within half a minute, and takes messages of up to 16 MiB. Never fails:
// an address that can't be reached shows in the calls as UNAVAILABLE.
std::shared_ptr<grpc::Channel> NewChannel(const std::string& address);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_CHANNEL_H_
