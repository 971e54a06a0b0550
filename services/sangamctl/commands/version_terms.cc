#include "services/sangamctl/commands/version_terms.h"

#include "google/protobuf/util/message_differencer.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {

using scheme_catalog::v1::SchemeVersion;

bool WasPublished(const SchemeVersion& version) {
  switch (version.state()) {
    case scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED:
    case scheme_catalog::v1::SCHEME_VERSION_STATE_SUSPENDED:
    case scheme_catalog::v1::SCHEME_VERSION_STATE_CLOSED:
      return true;
    default:
      return false;
  }
}

bool IsSubmitted(const SchemeVersion& version) {
  return version.state() == scheme_catalog::v1::SCHEME_VERSION_STATE_SUBMITTED;
}

SchemeVersion TermsOf(SchemeVersion version) {
  ClearVersionFields(version);
  version.clear_state();
  version.clear_suspensions();
  version.clear_closed_on();
  return version;
}

bool SameTerms(const SchemeVersion& a, const SchemeVersion& b) {
  return google::protobuf::util::MessageDifferencer::Equals(TermsOf(a),
                                                            TermsOf(b));
}

}  // namespace sangam::sangamctl
