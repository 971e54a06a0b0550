// The questions whose answers would decide open schemes.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_QUESTION_LIST_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_QUESTION_LIST_H_

#include <string>
#include <vector>

#include "sangam/matching/v1/match.pb.h"

namespace sangam::sangamctl {

// A scheme that waits for an answer.
struct WaitingScheme {
  const matching::v1::SchemeMatch* match = nullptr;
  // How many other answers it waits for.
  int other_answers = 0;
};

// One question and the schemes that wait for its answer, those that wait for
// nothing else first.
struct OpenQuestion {
  std::string attribute;
  std::string label;
  std::string question;
  std::vector<WaitingScheme> schemes;
};

// Each question once, the one that the most schemes wait for first. Refers to
// `matches`.
std::vector<OpenQuestion> OpenQuestions(
    const std::vector<const matching::v1::SchemeMatch*>& matches);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_QUESTION_LIST_H_
