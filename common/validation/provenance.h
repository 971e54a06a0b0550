// Where a record comes from, and what it rests on.
#ifndef SANGAM_COMMON_VALIDATION_PROVENANCE_H_
#define SANGAM_COMMON_VALIDATION_PROVENANCE_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/citation.pb.h"
#include "sangam/type/v1/provenance.pb.h"

namespace sangam {

// The document is there, texts are bounded, the address is one of the web, the
// confidence is known (whether it must be stated is for the caller to say).
void CheckCitation(Violations& violations, absl::string_view prefix,
                   const type::v1::Citation& citation);

// Each of a list (as "prefix[2].document"), at most 50 of them.
void CheckCitations(
    Violations& violations, absl::string_view prefix,
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations);

// asserted_by is a capital code if given, observed_on a day, the citations
// good.
void CheckProvenance(Violations& violations, absl::string_view prefix,
                     const type::v1::Provenance& provenance);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_PROVENANCE_H_
