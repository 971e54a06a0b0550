#include "services/matching/engine/question_context.h"

#include "services/matching/engine/localized_text.h"

namespace sangam::matching {
namespace {

PlaceChain ChainOf(const MatchSubject& subject, const PlaceDirectory& places) {
  if (!subject.place_chain.empty() || subject.profile.place().empty()) {
    return subject.place_chain;
  }
  return places.ChainOf(subject.profile.place()).value_or(PlaceChain());
}

rules::Phrases::SchemeTitle TitlesIn(const CatalogSnapshot& catalog,
                                     std::string language_code) {
  return [&catalog, language = std::move(language_code)](
             absl::string_view name) -> std::string {
    const CompiledScheme* scheme = catalog.Find(name);
    return scheme == nullptr ? "" : TextIn(scheme->scheme.title(), language);
  };
}

}  // namespace

QuestionContext::QuestionContext(const CatalogSnapshot& catalog,
                                 const MatchSubject& subject,
                                 const PlaceDirectory& places,
                                 absl::CivilDay as_of,
                                 absl::string_view language_code)
    : subject_(subject.profile, ChainOf(subject, places), as_of,
               catalog.dictionary(), &catalog.dated_references(), &places),
      phrases_(language_code, TitlesIn(catalog, std::string(language_code))),
      match_{subject.profile,
             subject_,
             {places, catalog.dated_references()},
             catalog.dictionary(),
             phrases_} {}

}  // namespace sangam::matching
