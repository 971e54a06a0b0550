// Tests that files of schemes carry: what they ask, and what came out.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_TRIAL_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_TRIAL_H_

#include <string>
#include <vector>

#include "common/status/errors.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::sangamctl {

// What is wrong with a test as it is written. `version` is the version that it
// is about.
std::vector<FieldViolation> CheckSchemeTest(
    const matching::v1::SchemeTest& test,
    const scheme_catalog::v1::SchemeVersion& version);

// The question that a test asks. `scheme` may be null: the stored one.
matching::v1::TrySchemeRequest RequestOf(
    const matching::v1::SchemeTest& test,
    const scheme_catalog::v1::SchemeVersion& version,
    const scheme_catalog::v1::Scheme* scheme);

// One expectation that was not met.
struct Disappointment {
  // "verdict", "conditions[group-size]", ...
  std::string what;
  std::string expected;
  std::string actual;
};

// Empty: the test passes.
std::vector<Disappointment> Compare(const matching::v1::SchemeTest& test,
                                    const matching::v1::SchemeMatch& match);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_TRIAL_H_
