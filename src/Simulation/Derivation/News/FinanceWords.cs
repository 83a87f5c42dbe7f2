namespace Simulator.Derivation.News;

/// <summary>
/// The words of the finance lexicon as they were written down, from general knowledge of English headlines; no published list was
/// copied. A verb stands for its forms (<c>slip*</c> doubles its last letter), a noun for its plural too, in a phrase <c>a/b c</c> stands
/// for <c>a c</c> and <c>b c</c>. <see cref="FinanceLexicon"/> puts them together.
/// </summary>
internal static class FinanceWords
{
    /// <summary>Verbs of movement upwards, by weight; where the object or subject is bad, upwards is bad.</summary>
    public static readonly (double Weight, string Verbs)[] Up =
    [
        (1.5, "soar surge skyrocket rocket zoom jump rally leap balloon explode"),
        (1, "climb gain advance rebound recover bounce accelerate expand swell strengthen firm grow increase pop* tick mount"),
    ];

    /// <summary>Verbs of movement downwards, by weight.</summary>
    public static readonly (double Weight, string Verbs)[] Down =
    [
        (1.5, "plunge plummet tumble crash collapse slump nosedive crater tank dive implode"),
        (1, "drop* decline slide slip* dip* decrease retreat weaken soften slow contract dwindle diminish ebb wane"),
        (0.5, "ease cool moderate drift"),
    ];

    /// <summary>Forms that no rule makes, and adverbs of direction.</summary>
    public static readonly (double Weight, string Words)[] Irregular =
    [
        (1, "rise rises rose risen rising up higher upward upwards uptick upswing grew grown"),
        (-1, "fall falls fell fallen falling down lower downward downwards downtick downswing sink sinks sank sunk sinking shrink shrinks"),
        (-1, "shrank shrunk shrinking slid sliding"),
        (1.5, "leapt"),
        (-1.5, "dove"),
    ];

    /// <summary>Verbs that do something to an object, upwards.</summary>
    public static readonly (double Weight, string Verbs)[] Raise =
    [
        (1, "raise lift boost hike bolster top* exceed surpass increase improve extend double triple up* outpace"),
        (1, "beats beat beating beaten widen"),
    ];

    /// <summary>Verbs that do something to an object, downwards.</summary>
    public static readonly (double Weight, string Verbs)[] Reduce =
    [
        (1.5, "slash"),
        (1, "lower reduce trim* pare curb curtail halve erase narrow miss dent cap* limit"),
        (1, "cut cuts cutting"),
    ];

    /// <summary>Verbs that mean nothing without an object: what widens or narrows, is extended or limited, decides.</summary>
    public const string NeedObject =
        "widen narrow extend cap* limit curb trim* pare erase increase reduce decrease lower double triple up* top* mount contract swell "
        + "balloon accelerate slow expand moderate firm tick drift";

    /// <summary>What is good when there is more of it; the number is what the word says alone.</summary>
    public static readonly (double Alone, string Nouns)[] GoodObjects =
    [
        (
            0,
            "share stock price earning sale revenue income guidance forecast outlook estimate expectation target dividend payout margin "
                + "output production order export shipment delivery volume rating valuation bid demand employment hiring job payroll wage "
                + "spending consumption index future market equity economy gdp confidence sentiment investment bookings booking traffic "
                + "subscriber user customer backlog productivity capacity stake holding cash asset return yield recommendation view "
                + "consensus eps ebitda turnover appetite liquidity homebuilding housing manufacturing pmi turnout enrolment"
        ),
        (0.5, "profit growth surplus upside momentum inflow"),
    ];

    /// <summary>What is bad when there is more of it.</summary>
    public static readonly (double Alone, string Nouns)[] BadObjects =
    [
        (-1, "loss layoff bankruptcy default delinquency foreclosure lawsuit complaint recall writedown impairment casualty death"),
        (-0.5, "deficit shortfall unemployment joblessness debt outflow fear worry concern risk tension uncertainty doubt panic gloom"),
        (-0.5, "threat pressure headwind inflation volatility downside backlash criticism pessimism selloff shortage bottleneck delay"),
        (0, "claim cost expense leverage burden inventory stockpile vacancy churn tariff tax fine penalty case infection spread vix"),
        (0, "redundancy liability provision"),
    ];

    /// <summary>What may move either way without being good or bad.</summary>
    public const string VoidObjects = "rate euro yen pound yuan rupee franc peso temperature curtain eyebrow question age minimum maximum";

    /// <summary>Words that are good or bad by themselves.</summary>
    public static readonly (double Weight, string Verbs)[] PolarVerbs =
    [
        (1, "outperform upgrade thrive succeed flourish prosper impress delight excel* win* soothe cheer praise reward revive resolve"),
        (1, "shine dazzle rejoice brighten reassure vindicate triumph excite overtake overdeliver"),
        (
            0.5,
            "benefit enhance achieve approve support welcome encourage endorse favour favor attract strengthen unlock stabilise stabilize"
        ),
        (0.5, "award recommend rescue restore resume reopen renew modernise invigorate enjoy invest buy hire accumulate acquit* honour"),
        (-1, "downgrade underperform disappoint fail suffer struggle falter stumble flounder warn default sue indict accuse defraud"),
        (-1, "mislead manipulate jeopardise jeopardize threaten hurt deteriorate languish stagnate worsen batter hammer devastate"),
        (-1, "cripple punish sour bleed rattle spook roil pummel sack dump decimate embezzle falsify misstate misreport plague"),
        (-0.5, "delay halt suspend reject resign quit* postpone cancel block probe investigate allege abandon terminate delist evict"),
        (-0.5, "recall restate pressure damage disrupt erode undermine weigh drag* lag* stall squeeze strain sanction ban* fine drain"),
        (-0.5, "protest boycott scrap* shutter idle furlough withdraw deny question scrutinise scrutinize fear worry caution criticise"),
        (-0.5, "criticize freeze sell ditch shun* dash derail stoke hamper impede stifle thwart bribe leak halve"),
    ];

    /// <summary>Nouns, adjectives and adverbs that are good or bad by themselves.</summary>
    public static readonly (double Weight, string Words)[] Polar =
    [
        (
            1,
            "bullish upbeat optimistic optimism robust stellar strong stronger strongest excellent outstanding superb impressive buoyant "
                + "booming boom thriving profitable lucrative breakthrough blockbuster winner winners winning won victory success "
                + "successful successfully outperformance rosy vibrant vigorous resurgence resurgent rebound recovery "
                + "windfall bonanza dazzling terrific fantastic flourishing prosperity prosperous beat upgrades"
        ),
        (
            0.5,
            "good great better best solid healthy resilient resilience positive positively favorable favourable promising confident "
                + "confidence hopeful hopes hope relief bright brighter encouraging attractive improved improvement improvements upturn "
                + "tailwind tailwinds undervalued overweight accumulate buyback buybacks milestone progress approval approved "
                + "breakthroughs "
                + "leader leading lead advantage efficient efficiency innovative innovation benefits beneficial gains highs high record "
                + "strength opportunity opportunities popular stable stability steady calm robustly ahead cheerful surprisingly bargain "
                + "bargains accretive synergies synergy wins trust valuable pleased happy smooth smoothly constructive support supportive "
                + "supported safe secure premium stimulus easing thaw truce ceasefire peace oversubscribed bulls"
        ),
        (
            -1,
            "bearish gloomy bleak grim dismal dire weak weaker weakest weakness disappointing disappointment disappointments fraud "
                + "fraudulent scandal crisis crises bankrupt insolvent insolvency recession depression meltdown crash collapse turmoil "
                + "chaos "
                + "rout bloodbath carnage disaster disastrous catastrophe catastrophic worst worse horrible terrible awful misconduct "
                + "corruption bribery embezzlement illegal unlawful guilty scam ponzi contagion nightmare slump downturn distress "
                + "distressed plight failure failures failed unprofitable underperformance downgrades delisting liquidation default "
                + "defaults writeoff writeoffs writedowns lawsuits indictment wrongdoing malpractice selloff bearishness doomed "
                + "toxic junk breach cyberattack hack hacked ransomware outage explosion war wars invasion"
        ),
        (
            -0.5,
            "bad poor poorly soft sluggish subdued tepid lackluster lacklustre muted negative negatively unfavorable unfavourable "
                + "uncertain unstable unsustainable volatile vulnerable nervous jitters jittery anxious anxiety caution cautious "
                + "cautiously wary skeptical sceptical troubled trouble troubles problem problems problematic setback setbacks obstacle "
                + "obstacles dispute disputes probe investigation investigations subpoena scrutiny allegation allegations accusation "
                + "penalties sanctions sanction embargo crackdown strike strikes protest protests unrest shutdown closure closures "
                + "slowdown slowdowns stagnation stagnant glut oversupply overvalued bubble overbought underweight lows low loser losers "
                + "losing lost lose loses losings shaky fragile feeble dull flat woes woe blow pain painful hardship stress "
                + "tough tougher turbulent turbulence gloom slack drag laggard laggards deadlock impasse standoff tensions flop flops "
                + "glitch flaw flawed defect defects error errors resignation exodus ousted exit ouster bears warning warnings scare "
                + "shock shocks pandemic coronavirus covid outbreak virus epidemic lockdown lockdowns quarantine earthquake hurricane "
                + "drought flood wildfire attack attacks missile terror negativity dilution dilutive overhang costly "
                + "expensive pricey hurdle hurdles bottlenecks worried worries worrying fearful grounded stranded idled bruised"
        ),
    ];

    /// <summary>Words that turn what follows into its opposite; as phrases too.</summary>
    public const string Negators =
        "not no never neither nor without cannot cant can't won't wont isn't aren't wasn't weren't doesn't don't didn't hasn't haven't "
        + "hadn't shouldn't wouldn't couldn't hardly barely scarcely";

    /// <summary>Phrases that negate what follows.</summary>
    public static readonly string[] NegatingPhrases =
    [
        "fail/fails/failed/failing to",
        "unable to",
        "lack/lacks/lacked of",
        "far from",
        "anything but",
        "stop/stops/stopped short of",
        "rule/rules/ruled out",
    ];

    /// <summary>Words that make their neighbour one and a half times as strong.</summary>
    public const string Boosters =
        "sharply steeply strongly significantly substantially massively hugely heavily dramatically drastically big biggest huge massive "
        + "major severe severely sharp steep deep deeply badly very extremely most much far "
        + "rapidly considerably broadly";

    /// <summary>Words that make their neighbour half as strong.</summary>
    public const string Dampers =
        "slightly modestly marginally somewhat little mildly slight modest marginal mild minor edge edges edged edging inch inches inched "
        + "inching partly partially tad bit small gradually fractionally narrowly almost nearly may might could possibly maybe perhaps";

    /// <summary>Words that begin a reason or a side remark; up to the next mark it counts half.</summary>
    public const string Subordinators =
        "as after despite amid amidst while although though because following since before notwithstanding on over if unless "
        + "whether when";
}
