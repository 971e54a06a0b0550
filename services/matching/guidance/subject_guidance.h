// What every piece of guidance for one subject is reckoned from.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_SUBJECT_GUIDANCE_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_SUBJECT_GUIDANCE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/place_chain.h"
#include "sangam/matching/v1/match.pb.h"
#include "sangam/type/v1/localized_text.pb.h"
#include "services/matching/catalog/guidance_catalog.h"
#include "services/matching/engine/indexed_catalog.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

struct MatchContext;
class QuestionContext;

// A rule of the catalogue as people read it. Points to what outlives it.
struct ToldRule {
  const std::string& id;
  const std::string& expression;
  const type::v1::LocalizedText& description;
  const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations;
};

// One subject on one day against one state of the catalogue. Used by one
// thread; whatever it is made from must outlive it.
class SubjectGuidance {
 public:
  SubjectGuidance(const GuidanceCatalog& guidance,
                  const IndexedCatalog& catalog, const MatchSubject& subject,
                  const PlaceDirectory& places, absl::CivilDay as_of,
                  absl::string_view language_code);
  ~SubjectGuidance();
  SubjectGuidance(const SubjectGuidance&) = delete;
  SubjectGuidance& operator=(const SubjectGuidance&) = delete;

  const GuidanceContents& contents() const { return guidance_.contents(); }
  const MatchSubject& subject() const { return subject_; }
  // The number that the subject has of an attribute; nothing where it is not
  // known, or the attribute is no number.
  absl::optional<int64_t> Number(absl::string_view attribute) const;

  // The text in the language asked for.
  std::string Text(const type::v1::LocalizedText& text) const;

  // Whether an expression holds: `if_empty` where there is none, UNKNOWN where
  // it does not compile.
  v1::Outcome Holds(const std::string& expression, v1::Outcome if_empty) const;

  // The same, explained.
  void Explain(const ToldRule& rule, v1::Outcome if_empty,
               v1::ConditionResult* result) const;

  // What is to be collected to know whether the expression holds.
  void AddQuestions(
      const std::string& expression,
      google::protobuf::RepeatedPtrField<v1::FieldToCollect>* questions) const;

  // What schemes say of the subject, by name, with all but the conditions,
  // which ExplainMatch tells. Those without a version in force are not there.
  absl::btree_map<std::string, v1::SchemeMatch> Match(
      const std::vector<std::string>& schemes) const;

 private:
  const MatchContext& context() const;

  const GuidanceCatalog& guidance_;
  const IndexedCatalog& catalog_;
  const MatchSubject& subject_;
  const PlaceDirectory& places_;
  const absl::CivilDay as_of_;
  const std::string language_code_;
  const std::unique_ptr<const QuestionContext> question_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_SUBJECT_GUIDANCE_H_
