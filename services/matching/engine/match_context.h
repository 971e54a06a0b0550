// What every part of a match reads.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_MATCH_CONTEXT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_MATCH_CONTEXT_H_

#include "common/rules/attribute_dictionary.h"
#include "common/rules/phrases.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "common/rules/truth.h"
#include "sangam/matching/v1/match.pb.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::matching {

// One subject on one date, and the language to answer in. Lives for one match.
struct MatchContext {
  const type::v1::Profile& profile;
  const SubjectView& subject;
  const ReferenceData reference;
  const AttributeDictionary& dictionary;
  const rules::Phrases& phrases;

  // The known number of an attribute, or null: also where the dictionary lacks
  // the attribute, or it is no number.
  const int64_t* Number(absl::string_view attribute) const {
    const AttributeInfo* info = dictionary.Find(attribute);
    return info == nullptr ? nullptr
                           : absl::get_if<int64_t>(&subject.value(info->index));
  }
};

inline v1::Outcome ToOutcome(Truth truth) {
  switch (truth) {
    case Truth::kTrue:
      return v1::OUTCOME_MET;
    case Truth::kFalse:
      return v1::OUTCOME_NOT_MET;
    case Truth::kUnknown:
      return v1::OUTCOME_UNKNOWN;
  }
  return v1::OUTCOME_UNKNOWN;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_MATCH_CONTEXT_H_
