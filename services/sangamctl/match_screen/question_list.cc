#include "services/sangamctl/match_screen/question_list.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace sangam::sangamctl {

std::vector<OpenQuestion> OpenQuestions(
    const std::vector<const matching::v1::SchemeMatch*>& matches) {
  std::vector<OpenQuestion> questions;
  absl::flat_hash_map<std::string, size_t> index_by_attribute;
  for (const matching::v1::SchemeMatch* match : matches) {
    for (const matching::v1::FieldToCollect& field : match->collect()) {
      const auto [index, is_new] =
          index_by_attribute.insert({field.attribute(), questions.size()});
      if (is_new) {
        questions.push_back(
            {field.attribute(), field.label(), field.question(), {}});
      }
      questions[index->second].schemes.push_back(
          {match, match->collect_size() - 1});
    }
  }
  for (OpenQuestion& question : questions) {
    std::stable_sort(question.schemes.begin(), question.schemes.end(),
                     [](const WaitingScheme& a, const WaitingScheme& b) {
                       return a.other_answers < b.other_answers;
                     });
  }
  std::stable_sort(questions.begin(), questions.end(),
                   [](const OpenQuestion& a, const OpenQuestion& b) {
                     return a.schemes.size() > b.schemes.size();
                   });
  return questions;
}

}  // namespace sangam::sangamctl
