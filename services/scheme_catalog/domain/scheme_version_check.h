// Versions of schemes: the terms as a whole.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SCHEME_VERSION_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SCHEME_VERSION_CHECK_H_

#include "absl/status/status.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

// Most parts of one version.
inline constexpr int kMaxConditions = 100;
inline constexpr int kMaxBenefits = 200;
inline constexpr int kMaxFundingRules = 50;
inline constexpr int kMaxCostComponents = 50;
inline constexpr int kMaxDocuments = 100;
inline constexpr int kMaxApplicationRoutes = 50;
inline constexpr int kMaxCountAttributes = 10;

// Everything that can be told from the version alone. Drafts are held to it
// too, so that an officer sees each fault when it is made and not on the day of
// publishing. INVALID_ARGUMENT with all faults; the reason is
// INVALID_EXPRESSION if any expression is at fault. `vocabulary` notes what the
// rules name.
absl::Status CheckSchemeVersion(const v1::SchemeVersion& version,
                                RuleVocabulary& vocabulary);

// Whether all that its terms say in the language compiles, and all attributes
// that they name are there, whatever else may be wrong with the version.
bool Compiles(const v1::SchemeVersion& version,
              const AttributeDictionary& dictionary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SCHEME_VERSION_CHECK_H_
