### Search over everything that somebody may see. The same keys in sq, sr and en.

search-title = Search
search-label = Search tasks, meetings, decisions, cases by reference, data, people
search-placeholder = Search ( / )
search-button = Search
search-lead = Write words, or the reference of a case, into the box at the top. Capitals, ë, ç, đ, š and the script do not matter.
search-count = { $count ->
    [one] { $count } found
   *[other] { $count } found
}
search-nothing = Nothing was found among what you may see. Fewer or shorter words find more.
search-forgiving = Nothing is written exactly so. This comes close:
search-more = These are the { $most } best. More words narrow it down.
search-meeting-on = Meeting of
search-kind-action-item = Tasks
search-kind-meeting = Meetings
search-kind-decision = Decisions
search-kind-data-request = Data requests
search-kind-objective = Objectives
search-kind-indicator = Indicators
search-kind-module = Training
search-kind-case = Cases
search-kind-institution = Institutions
search-kind-person = People
