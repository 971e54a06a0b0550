// Who like this one got what, and who else could.
#ifndef SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_PRECEDENT_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_PRECEDENT_SCREEN_H_

#include <string>

#include "sangam/matching/v1/guidance_service.pb.h"
#include "sangam/matching/v1/replication_service.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// `response` is all messages of a stream as one. Text of the services is made
// safe to print. `stories` tells what the examples received; what it lacks is
// left out.
std::string DrawPrecedents(matching::v1::FindPrecedentsResponse response,
                           matching::v1::TellPrecedentsResponse stories,
                           const Words& words, const Layout& layout);
std::string DrawUnserved(matching::v1::FindUnservedResponse response,
                         const Words& words, const Layout& layout);

// "71 of 100: kind 25, sectors 25, size 15, place 6".
std::string LikenessInWords(const matching::v1::Likeness& likeness,
                            const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_PRECEDENT_SCREEN_H_
