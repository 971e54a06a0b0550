// What one question about one subject is answered from.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_QUESTION_CONTEXT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_QUESTION_CONTEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/rules/phrases.h"
#include "common/rules/place_chain.h"
#include "common/rules/subject_view.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

// Holds what a MatchContext points to. Used by one thread; whatever it is made
// from must outlive it.
class QuestionContext {
 public:
  QuestionContext(const CatalogSnapshot& catalog, const MatchSubject& subject,
                  const PlaceDirectory& places, absl::CivilDay as_of,
                  absl::string_view language_code);
  // `profile` and its place's chain; see MatchSubject.
  QuestionContext(const CatalogSnapshot& catalog,
                  const type::v1::Profile& profile, PlaceChain place_chain,
                  const PlaceDirectory& places, absl::CivilDay as_of,
                  absl::string_view language_code);
  QuestionContext(const QuestionContext&) = delete;
  QuestionContext& operator=(const QuestionContext&) = delete;

  const MatchContext& match() const { return match_; }

 private:
  const SubjectView subject_;
  const rules::Phrases phrases_;
  const MatchContext match_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_QUESTION_CONTEXT_H_
