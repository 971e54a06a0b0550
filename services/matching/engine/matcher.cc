#include "services/matching/engine/matcher.h"

#include <memory>
#include <string>
#include <vector>

#include "common/clock/civil_date.h"
#include "services/matching/engine/answer.h"
#include "services/matching/engine/ask_next.h"
#include "services/matching/engine/encoded_match.h"
#include "services/matching/engine/program_evaluator.h"
#include "services/matching/engine/question_context.h"

namespace sangam::matching {

namespace {

constexpr size_t kUsualMatchBytes = 4096;

// Calls `add_matches` with the answer, the positions to list, and what
// evaluates fast if there is an index.
template <typename AddMatches>
size_t MatchWith(const AnswerTables& tables, const ForwardIndex* index,
                 const MatchSubject& subject, const PlaceDirectory& places,
                 const MatchQuery& query, v1::MatchSchemesResponse* response,
                 const AddMatches& add_matches) {
  const QuestionContext question(tables.catalog(), subject, places, query.as_of,
                                 query.language_code);
  const Answer answer(tables, index, question.match(), query,
                      CountedPositions(tables, query));
  // Without an index everything is the reference evaluator's word.
  absl::optional<ProgramEvaluator> evaluator;
  if (index != nullptr) {
    evaluator.emplace(tables, question.match().subject,
                      question.match().reference);
  }
  ProgramEvaluator* const quick = evaluator ? &*evaluator : nullptr;
  *response->mutable_counts() = answer.Counts();
  response->mutable_counts()->set_not_in_force(
      static_cast<int32_t>(CountedSchemes(tables, query)) -
      static_cast<int32_t>(CountBits(answer.among())));
  // Explaining costs far more than deciding, so only what is listed is
  // explained.
  const RankedPage page = answer.Page();
  add_matches(answer, question.match(), page.positions, quick);
  *response->mutable_ask_next() =
      AskNext(tables, answer.Open(), question.match(), quick);
  response->set_subject(subject.name);
  response->set_subject_title(subject.title);
  response->set_disclaimer(kDisclaimer);
  *response->mutable_basis()->mutable_as_of() = ToDate(query.as_of);
  response->mutable_basis()->set_engine_version(kEngineVersion);
  return page.listed_in_all;
}

}  // namespace

size_t Match(const AnswerTables& tables, const ForwardIndex* index,
             const MatchSubject& subject, const PlaceDirectory& places,
             const MatchQuery& query, v1::MatchSchemesResponse* response) {
  return MatchWith(
      tables, index, subject, places, query, response,
      [response](const Answer& answer, const MatchContext&,
                 const std::vector<uint32_t>& positions, ProgramEvaluator*) {
        for (const uint32_t position : positions) {
          answer.FillMatch(position, response->add_matches());
        }
      });
}

size_t MatchEncoded(const AnswerTables& tables, const ForwardIndex* index,
                    const MatchSubject& subject, const PlaceDirectory& places,
                    const MatchQuery& query,
                    v1::MatchSchemesResponse* response) {
  // Templates hold all fields.
  if (!query.fields.IsAll() || index == nullptr) {
    return Match(tables, index, subject, places, query, response);
  }
  return MatchWith(
      tables, index, subject, places, query, response,
      [&](const Answer& answer, const MatchContext& context,
          const std::vector<uint32_t>& positions, ProgramEvaluator* evaluator) {
        MatchEncoder encoder(tables, context, answer, evaluator);
        auto* fields =
            response->GetReflection()->MutableUnknownFields(response);
        for (const uint32_t position : positions) {
          std::string* bytes = fields->AddLengthDelimited(
              v1::MatchSchemesResponse::kMatchesFieldNumber);
          bytes->reserve(kUsualMatchBytes);
          encoder.Append(position, bytes);
        }
      });
}

size_t Match(const CatalogSnapshot& catalog, const MatchSubject& subject,
             const PlaceDirectory& places, const MatchQuery& query,
             v1::MatchSchemesResponse* response) {
  // The caller holds the catalogue for as long as the tables live.
  const auto tables = AnswerTables::Build(
      std::shared_ptr<const CatalogSnapshot>(std::shared_ptr<void>(), &catalog),
      nullptr);
  return Match(*tables, nullptr, subject, places, query, response);
}

}  // namespace sangam::matching
